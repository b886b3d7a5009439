package dev.jetharness.benchmarks;

import dev.jetharness.Broker;
import dev.jetharness.Brokers;
import io.nats.client.Options;

/** What is measured: the in-memory broker over both transports, and the real server. */
public enum Target {
  IN_PROCESS {
    @Override
    Broker start() {
      return Brokers.inMemory().start();
    }
  },
  TCP {
    @Override
    Broker start() {
      return Brokers.inMemory().start();
    }

    @Override
    Options.Builder options(Broker broker) {
      return Options.builder().server(broker.url());
    }
  },
  NATS_SERVER {
    @Override
    Broker start() {
      return Brokers.process().start();
    }
  };

  abstract Broker start();

  Options.Builder options(Broker broker) {
    return broker.options();
  }
}
