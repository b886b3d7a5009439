package dev.jetharness.process;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import dev.jetharness.server.LeasedBroker;
import dev.jetharness.server.SharedServers;
import dev.jetharness.settings.BrokerSettings;
import dev.jetharness.settings.ProcessSettings;
import dev.jetharness.spi.BrokerProvider;

/** Leases accounts of nats-server processes. */
public final class ProcessBrokerProvider implements BrokerProvider {

  @Override
  public BrokerKind kind() {
    return BrokerKind.PROCESS;
  }

  @Override
  public Broker start(BrokerSettings settings) {
    ProcessSettings asked = (ProcessSettings) settings;
    ProcessSettings found = asked.executable(Executable.find(asked.executable()));
    return new LeasedBroker(
        kind(), SharedServers.ofThisJvm().lease(found, () -> ServerProcesses.start(found)));
  }
}
