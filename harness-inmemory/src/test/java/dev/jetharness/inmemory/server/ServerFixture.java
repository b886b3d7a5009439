package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.time.BrokerClock;
import dev.jetharness.inmemory.time.Sequencer;
import dev.jetharness.inmemory.time.TimerQueue;
import dev.jetharness.inmemory.transport.RawClient;
import dev.jetharness.traffic.TrafficEvent;
import dev.jetharness.traffic.TrafficRecorder;
import java.net.InetSocketAddress;
import java.util.List;

/** A server without JetStream, and clients of it. */
final class ServerFixture implements AutoCloseable {
  /** How clients connect. */
  enum Transport {
    IN_PROCESS,
    TCP
  }

  final Sequencer sequencer = new Sequencer();
  final BrokerClock clock = new BrokerClock();
  final TimerQueue timers = new TimerQueue(sequencer, clock);
  final TrafficRecorder traffic = new TrafficRecorder();
  final NatsServer server;
  final InetSocketAddress address;
  private final Transport transport;

  ServerFixture(ServerOptions options, Transport transport) {
    this.transport = transport;
    server = new NatsServer(options, sequencer, clock, timers, traffic);
    address = server.listen("127.0.0.1", 0);
  }

  String url() {
    return "nats://127.0.0.1:" + address.getPort();
  }

  /** A client that has read nothing yet. */
  RawClient connect() {
    return switch (transport) {
      case IN_PROCESS -> RawClient.inProcess(server.inProcessUrl());
      case TCP -> RawClient.tcp(address);
    };
  }

  /** A client with headers and without {@code +OK}. */
  RawClient client() {
    RawClient client = connect();
    client.greet("\"verbose\":false,\"headers\":true,\"no_responders\":true");
    client.expectNothing();
    return client;
  }

  /** What the recorder saw: connection, subject and payload of each publish. */
  List<String> published() {
    return traffic.events(TrafficEvent.Published.class).stream()
        .map(p -> p.connection() + " " + p.subject() + " " + p.content().text())
        .toList();
  }

  @Override
  public void close() {
    server.close();
    timers.close();
  }
}
