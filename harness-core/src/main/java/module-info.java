/**
 * The broker interface, its settings, the real brokers, the traffic recorder and the assertions.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.jetharness.core {
  requires transitive io.nats.jnats;
  requires transitive org.assertj.core;
  requires static transitive org.jspecify;

  exports dev.jetharness;
  exports dev.jetharness.assertions;
  exports dev.jetharness.settings;
  exports dev.jetharness.spi;
  exports dev.jetharness.traffic;
  exports dev.jetharness.wire;

  uses dev.jetharness.spi.BrokerProvider;

  provides dev.jetharness.spi.BrokerProvider with
      dev.jetharness.container.ContainerBrokerProvider,
      dev.jetharness.external.ExternalBrokerProvider,
      dev.jetharness.process.ProcessBrokerProvider;
}
