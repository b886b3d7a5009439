package dev.jetharness.inmemory.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jetharness.inmemory.server.ServerFixture.Transport;
import dev.jetharness.inmemory.transport.InProcessPort;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.ForceReconnectOptions;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real client on both transports. */
@Timeout(60)
class JnatsTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static Options.Builder options(ServerFixture fixture, Transport transport) {
    Options.Builder builder = new Options.Builder().reconnectWait(Duration.ofMillis(1));
    return switch (transport) {
      case IN_PROCESS ->
          builder.server(fixture.server.inProcessUrl()).dataPortType(InProcessPort.class.getName());
      case TCP -> builder.server(fixture.url());
    };
  }

  private static ServerFixture start(Transport transport) {
    return new ServerFixture(ServerOptions.defaults(), transport);
  }

  private static Connection connect(ServerFixture fixture, Transport transport)
      throws IOException, InterruptedException {
    return Nats.connect(options(fixture, transport).build());
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void publishesAndSubscribes(Transport transport) throws Exception {
    try (ServerFixture fixture = start(transport);
        Connection sender = connect(fixture, transport);
        Connection receiver = connect(fixture, transport)) {
      assertThat(sender.getServerInfo().getVersion()).isEqualTo("2.15.1");
      Subscription subscription = receiver.subscribe("orders.*");
      receiver.flush(LIMIT);
      Headers headers = new Headers().add("Kind", "test");
      sender.publish("orders.new", headers, "hello".getBytes(UTF_8));
      Message received = subscription.nextMessage(LIMIT);
      assertThat(received.getSubject()).isEqualTo("orders.new");
      assertThat(received.getHeaders().getFirst("Kind")).isEqualTo("test");
      assertThat(received.getData()).isEqualTo("hello".getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void requestsAndReplies(Transport transport) throws Exception {
    try (ServerFixture fixture = start(transport);
        Connection client = connect(fixture, transport);
        Connection service = connect(fixture, transport)) {
      Dispatcher dispatcher =
          service.createDispatcher(m -> service.publish(m.getReplyTo(), m.getData()));
      dispatcher.subscribe("echo", "workers");
      service.flush(LIMIT);
      for (int i = 0; i < 100; i++) {
        byte[] data = ("request " + i).getBytes(UTF_8);
        assertThat(client.request("echo", data, LIMIT).getData()).isEqualTo(data);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void learnsThatNobodyResponds(Transport transport) throws Exception {
    try (ServerFixture fixture = start(transport);
        Connection client = connect(fixture, transport)) {
      CompletableFuture<Message> reply = client.request("nobody", new byte[0]);
      assertThatExceptionOfType(CancellationException.class).isThrownBy(reply::get);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> client.jetStream().publish("nobody", new byte[0]))
          .withMessageContaining("503");
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void sharesWorkInAQueueGroup(Transport transport) throws Exception {
    int messages = 1_000;
    try (ServerFixture fixture = start(transport);
        Connection sender = connect(fixture, transport);
        Connection one = connect(fixture, transport);
        Connection two = connect(fixture, transport)) {
      CountDownLatch all = new CountDownLatch(messages);
      List<AtomicInteger> counts = List.of(new AtomicInteger(), new AtomicInteger());
      List<Connection> members = List.of(one, two);
      for (int i = 0; i < members.size(); i++) {
        AtomicInteger count = counts.get(i);
        members
            .get(i)
            .createDispatcher(
                m -> {
                  count.incrementAndGet();
                  all.countDown();
                })
            .subscribe("work", "q");
        members.get(i).flush(LIMIT);
      }
      for (int i = 0; i < messages; i++) {
        sender.publish("work", new byte[10]);
      }
      all.await();
      assertThat(counts.get(0).get()).isPositive();
      assertThat(counts.get(0).get() + counts.get(1).get()).isEqualTo(messages);
      assertThat(counts.get(1).get()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void reconnectsAndResubscribesWhenTheServerCutsIt(Transport transport) throws Exception {
    CountDownLatch resubscribed = new CountDownLatch(1);
    try (ServerFixture fixture = start(transport);
        Connection client =
            Nats.connect(
                options(fixture, transport)
                    .connectionListener(
                        (connection, event) -> {
                          if (event == ConnectionListener.Events.RESUBSCRIBED) {
                            resubscribed.countDown();
                          }
                        })
                    .build())) {
      Subscription subscription = client.subscribe("a");
      client.flush(LIMIT);
      fixture.server.disconnectClients();
      resubscribed.await();
      client.publish("a", "again".getBytes(UTF_8));
      assertThat(subscription.nextMessage(LIMIT).getData()).isEqualTo("again".getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void reconnectsWhenTheClientWantsTo(Transport transport) throws Exception {
    try (ServerFixture fixture = start(transport);
        Connection client = connect(fixture, transport)) {
      Subscription subscription = client.subscribe("a");
      client.forceReconnect(ForceReconnectOptions.builder().flush(LIMIT).build());
      client.publish("a", "again".getBytes(UTF_8));
      assertThat(subscription.nextMessage(LIMIT).getData()).isEqualTo("again".getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void doesNotHearItselfWithNoEcho(Transport transport) throws Exception {
    try (ServerFixture fixture = start(transport);
        Connection silent = Nats.connect(options(fixture, transport).noEcho().build());
        Connection other = connect(fixture, transport)) {
      Subscription subscription = silent.subscribe("a");
      silent.publish("a", "own".getBytes(UTF_8));
      silent.flush(LIMIT);
      other.publish("a", "other".getBytes(UTF_8));
      assertThat(subscription.nextMessage(LIMIT).getData()).isEqualTo("other".getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void drainsWhatWasReceived(Transport transport) throws Exception {
    int messages = 10_000;
    try (ServerFixture fixture = start(transport);
        Connection sender = connect(fixture, transport);
        Connection receiver = connect(fixture, transport)) {
      AtomicInteger received = new AtomicInteger();
      receiver.createDispatcher(m -> received.incrementAndGet()).subscribe("a");
      receiver.flush(LIMIT);
      for (int i = 0; i < messages; i++) {
        sender.publish("a", new byte[10]);
      }
      sender.flush(LIMIT);
      assertThat(receiver.drain(LIMIT).get()).isTrue();
      assertThat(received).hasValue(messages);
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void carriesTheLargestMessage(Transport transport) throws Exception {
    try (ServerFixture fixture = start(transport);
        Connection client = connect(fixture, transport)) {
      byte[] data = new byte[1024 * 1024];
      data[data.length - 1] = 1;
      Subscription subscription = client.subscribe("a");
      client.publish(NatsMessage.builder().subject("a").data(data).build());
      assertThat(subscription.nextMessage(LIMIT).getData()).isEqualTo(data);
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void learnsThatItMayNotConnect(Transport transport) {
    ServerOptions guarded =
        ServerOptions.defaults().withCredentials(new Credentials.UserPassword("ann", "secret"));
    try (ServerFixture fixture = new ServerFixture(guarded, transport)) {
      assertThatExceptionOfType(AuthenticationException.class)
          .isThrownBy(() -> connect(fixture, transport));
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void connectsWithItsPassword(Transport transport) throws Exception {
    ServerOptions guarded =
        ServerOptions.defaults().withCredentials(new Credentials.UserPassword("ann", "secret"));
    try (ServerFixture fixture = new ServerFixture(guarded, transport);
        Connection client =
            Nats.connect(
                options(fixture, transport)
                    .userInfo("ann".toCharArray(), "secret".toCharArray())
                    .build())) {
      assertThat(client.getStatus()).isEqualTo(Connection.Status.CONNECTED);
    }
  }

  @Test
  void isToldClearlyThatABrokerIsClosed() {
    ServerFixture fixture = start(Transport.IN_PROCESS);
    fixture.close();
    List<Throwable> errors = new ArrayList<>();
    Options options =
        options(fixture, Transport.IN_PROCESS)
            .errorListener(
                new ErrorListener() {
                  @Override
                  public void exceptionOccurred(Connection connection, Exception e) {
                    errors.add(e);
                  }
                })
            .build();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> Nats.connect(options));
    assertThat(errors)
        .anySatisfy(e -> assertThat(e).hasMessageContaining("no in-memory broker at 127."));
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void leavesNoThreadOfItsOwn(Transport transport) throws Exception {
    try (ServerFixture fixture = start(transport)) {
      for (int i = 0; i < 50; i++) {
        connect(fixture, transport).close();
      }
      connect(fixture, transport);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("jetharness-"))
        .extracting(Thread::getName)
        .filteredOn(name -> !name.equals("jetharness-timer"))
        .isEmpty();
  }
}
