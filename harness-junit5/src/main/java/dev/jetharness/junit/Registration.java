package dev.jetharness.junit;

import static org.junit.platform.commons.support.AnnotationSupport.isAnnotated;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An extension that was registered by a field, as it is known to the others.
 *
 * @param extension the extension
 * @param configuration what it was built with
 * @param at the outermost class that it serves; null if it serves one test
 */
record Registration(
    JetStreamExtension extension, Configuration configuration, @Nullable ExtensionContext at) {

  /** Registers the extension, unless it is already, and makes sure that it is the only one. */
  static Registration of(
      JetStreamExtension extension, Configuration configuration, ExtensionContext context) {
    Registration known = find(context).orElse(null);
    if (known == null) {
      requireNoAnnotation(context);
      known =
          new Registration(
              extension, configuration, context.getTestMethod().isPresent() ? null : context);
      TestContext.store(context).put(Registration.class, known);
    } else if (known.extension != extension) {
      throw new ExtensionConfigurationException(
          "%s has two fields with a JetStreamExtension, but a test has one broker: keep one of them, and start the other broker in the test, such as by Brokers.inMemory().start()"
              .formatted(Naming.of(context)));
    }
    return known;
  }

  static Optional<Registration> find(ExtensionContext context) {
    return Optional.ofNullable(
        TestContext.store(context).get(Registration.class, Registration.class));
  }

  private static void requireNoAnnotation(ExtensionContext context) {
    for (Optional<ExtensionContext> next = Optional.of(context);
        next.isPresent();
        next = next.get().getParent()) {
      if (isAnnotated(next.get().getElement(), JetStreamTest.class)) {
        throw new ExtensionConfigurationException(
            "%s has both @JetStreamTest and a field with a JetStreamExtension: keep one of them"
                .formatted(Naming.of(next.get())));
      }
    }
  }
}
