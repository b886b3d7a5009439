/** JUnit 5 and 6: annotations and the extension that gives a test its broker. */
module dev.jetharness.junit {
  requires transitive dev.jetharness.core;
  requires dev.jetharness.inmemory;
  requires transitive org.junit.jupiter.api;
  requires static transitive org.jspecify;

  exports dev.jetharness.junit;
}
