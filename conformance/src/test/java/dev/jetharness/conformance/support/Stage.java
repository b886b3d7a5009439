package dev.jetharness.conformance.support;

import dev.jetharness.Broker;
import dev.jetharness.Brokers;
import io.nats.client.Options;

/**
 * Where contracts are run: the in-memory broker over both of its transports, and the real server
 * twice.
 */
public enum Stage {
  IN_PROCESS("in memory, in process") {
    @Override
    Broker start(int nodes) {
      return Brokers.inMemory().nodes(nodes).start();
    }
  },
  TCP("in memory, TCP") {
    @Override
    Broker start(int nodes) {
      return Brokers.inMemory().nodes(nodes).start();
    }

    @Override
    Options.Builder options(Broker broker) {
      return Options.builder().server(broker.url());
    }
  },
  PROCESS("nats-server process") {
    @Override
    Broker start(int nodes) {
      return Brokers.process().nodes(nodes).start();
    }
  },
  CONTAINER("nats container") {
    @Override
    Broker start(int nodes) {
      return Brokers.container().nodes(nodes).start();
    }
  };

  private final String description;

  Stage(String description) {
    this.description = description;
  }

  abstract Broker start(int nodes);

  Options.Builder options(Broker broker) {
    return broker.options();
  }

  /** Whether the simulator plays on this stage. */
  public boolean isInMemory() {
    return this == IN_PROCESS || this == TCP;
  }

  @Override
  public String toString() {
    return description;
  }
}
