/** A NATS server with JetStream in the memory of the JVM. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.jetharness.inmemory {
  requires transitive dev.jetharness.core;
  requires static org.jspecify;
  requires io.nats.jnats;
  requires jdk.httpserver;

  // jnats makes the in-process port by its class name.
  exports dev.jetharness.inmemory.transport to
      io.nats.jnats;

  provides dev.jetharness.spi.BrokerProvider with
      dev.jetharness.inmemory.InMemoryBrokerProvider;
}
