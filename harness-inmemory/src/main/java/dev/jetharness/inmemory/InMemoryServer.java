package dev.jetharness.inmemory;

import dev.jetharness.inmemory.jetstream.JetStreamEngine;
import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.config.AssetLimits;
import dev.jetharness.inmemory.jetstream.stream.BatchQuotas;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.server.NatsServer;
import dev.jetharness.inmemory.server.ServerOptions;
import dev.jetharness.inmemory.time.BrokerClock;
import dev.jetharness.inmemory.time.Sequencer;
import dev.jetharness.inmemory.time.TimerQueue;
import dev.jetharness.traffic.TrafficSink;
import org.jspecify.annotations.Nullable;

/** The server and, if it is enabled, the JetStream engine in its account. */
final class InMemoryServer implements AutoCloseable {
  private final TimerQueue timers;
  private final NatsServer server;
  private final @Nullable JetStreamEngine jetStream;

  InMemoryServer(
      ServerOptions options,
      int nodes,
      EngineSettings settings,
      BrokerClock clock,
      TrafficSink traffic) {
    Sequencer sequencer = new Sequencer();
    timers = new TimerQueue(sequencer, clock);
    ServerOptions inDomain = options.withDomain(settings.domain());
    server = new NatsServer(inDomain, sequencer, clock, timers, traffic);
    String cluster = options.clusterName() == null ? "" : options.clusterName();
    jetStream =
        options.jetStream()
            ? JetStreamEngine.start(
                new EngineContext(
                    server.account(), sequencer, clock, timers, traffic, new BatchQuotas()),
                new Topology(
                    server.name(),
                    cluster,
                    settings.domain(),
                    new AssetLimits(nodes, settings.server(), settings.account())))
            : null;
  }

  NatsServer server() {
    return server;
  }

  @Nullable JetStreamEngine jetStream() {
    return jetStream;
  }

  @Override
  public void close() {
    server.close();
    if (jetStream != null) {
      // Ends what streams do among themselves, too.
      jetStream.reset();
    }
    timers.close();
  }
}
