package dev.jetharness.conformance.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamStatusException;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Core NATS as an application uses it: jnats connections, dispatchers, requests, headers, drain.
 */
class MessagingContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Contract
  void aPublishedMessageReachesTheSubscriber(TestServer server) throws Exception {
    Subscription subscription = server.connection().subscribe("greet");
    server.connection().publish("greet", "hello".getBytes(UTF_8));
    assertThat(subscription.nextMessage(LIMIT).getData()).asString().isEqualTo("hello");
  }

  @Contract
  void aMessageCrossesConnections(TestServer server) throws Exception {
    Connection receiver = server.connect();
    Subscription subscription = receiver.subscribe("greet.*");
    receiver.flush(LIMIT);
    server.connection().publish("greet.you", "hello".getBytes(UTF_8));
    assertThat(subscription.nextMessage(LIMIT).getSubject()).isEqualTo("greet.you");
  }

  @Contract
  void headersArriveInOrderWithAllTheirValues(TestServer server) throws Exception {
    Subscription subscription = server.connection().subscribe("h");
    Headers headers = new Headers().add("b", "1").add("a", "2", "3").add("c", "");
    server.connection().publish("h", headers, "x".getBytes(UTF_8));
    Message message = subscription.nextMessage(LIMIT);
    assertThat(message.getHeaders().get("a")).containsExactly("2", "3");
    assertThat(message.getHeaders().getFirst("b")).isEqualTo("1");
    assertThat(message.getHeaders().getFirst("c")).isEmpty();
  }

  @Contract
  void aRequestIsAnsweredByItsResponder(TestServer server) throws Exception {
    Connection service = server.connect();
    Dispatcher dispatcher =
        service.createDispatcher(
            request -> service.publish(request.getReplyTo(), request.getData()));
    dispatcher.subscribe("echo");
    service.flush(LIMIT);
    Message reply = server.connection().request("echo", "ping".getBytes(UTF_8), LIMIT);
    assertThat(reply.getData()).asString().isEqualTo("ping");
  }

  @Contract
  void manyRequestsAreAnsweredEachWithItsOwn(TestServer server) throws Exception {
    Connection service = server.connect();
    service
        .createDispatcher(request -> service.publish(request.getReplyTo(), request.getData()))
        .subscribe("echo");
    service.flush(LIMIT);
    List<CompletableFuture<Message>> replies =
        IntStream.range(0, 200).mapToObj(i -> request(server, String.valueOf(i))).toList();
    for (int i = 0; i < replies.size(); i++) {
      assertThat(replies.get(i).get(5, TimeUnit.SECONDS).getData())
          .asString()
          .isEqualTo(String.valueOf(i));
    }
  }

  private static CompletableFuture<Message> request(TestServer server, String payload) {
    try {
      return server.connection().request("echo", payload.getBytes(UTF_8));
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Contract
  void aRequestToNobodyIsCancelledAtOnce(TestServer server) throws Exception {
    CompletableFuture<Message> reply = server.connection().request("nobody", new byte[0]);
    assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
  }

  @Contract
  void aRequestToNobodyIsReportedWhereTheClientWishes(TestServer server) throws Exception {
    Connection connection = server.connect(server.options().reportNoResponders());
    CompletableFuture<Message> reply = connection.request("nobody", new byte[0]);
    assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(JetStreamStatusException.class)
        .hasMessageContaining("503");
  }

  @Contract
  void queueGroupsShareTheWork(TestServer server) throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    for (int i = 0; i < 3; i++) {
      Connection worker = server.connect();
      worker
          .createDispatcher(message -> received.add(new String(message.getData(), UTF_8)))
          .subscribe("work", "workers");
      worker.flush(LIMIT);
    }
    for (int i = 0; i < 60; i++) {
      server.connection().publish("work", String.valueOf(i).getBytes(UTF_8));
    }
    List<String> all = IntStream.range(0, 60).mapToObj(i -> take(received)).sorted().toList();
    assertThat(all).doesNotHaveDuplicates().hasSize(60);
  }

  private static String take(BlockingQueue<String> queue) {
    try {
      String next = queue.poll(5, TimeUnit.SECONDS);
      assertThat(next).as("another message").isNotNull();
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Contract
  void autoUnsubscribeStopsAfterSoManyMessages(TestServer server) throws Exception {
    Subscription subscription = server.connection().subscribe("a");
    subscription.unsubscribe(2);
    for (int i = 0; i < 3; i++) {
      server.connection().publish("a", new byte[0]);
    }
    server.connection().flush(LIMIT);
    assertThat(subscription.nextMessage(LIMIT)).isNotNull();
    assertThat(subscription.nextMessage(LIMIT)).isNotNull();
    assertThat(subscription.isActive()).isFalse();
  }

  @Contract
  void drainingASubscriptionDeliversWhatWasUnderWay(TestServer server) throws Exception {
    CountDownLatch handled = new CountDownLatch(50);
    Connection connection = server.connect();
    Dispatcher dispatcher = connection.createDispatcher(message -> handled.countDown());
    dispatcher.subscribe("d");
    for (int i = 0; i < 50; i++) {
      connection.publish("d", new byte[0]);
    }
    connection.flush(LIMIT);
    assertThat(dispatcher.drain(LIMIT).get(5, TimeUnit.SECONDS)).isTrue();
    assertThat(handled.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Contract
  void drainingAConnectionClosesIt(TestServer server) throws Exception {
    Connection connection = server.connect();
    connection.subscribe("d");
    assertThat(connection.drain(LIMIT).get(5, TimeUnit.SECONDS)).isTrue();
    assertThat(connection.getStatus()).isEqualTo(Connection.Status.CLOSED);
  }

  @Contract
  void aMessageCanBeForwardedWithItsHeaders(TestServer server) throws Exception {
    Subscription subscription = server.connection().subscribe("to");
    server
        .connection()
        .publish(
            NatsMessage.builder()
                .subject("to")
                .replyTo("back")
                .headers(new Headers().add("k", "v"))
                .data("x")
                .build());
    Message message = subscription.nextMessage(LIMIT);
    assertThat(message.getReplyTo()).isEqualTo("back");
    assertThat(message.getHeaders().getFirst("k")).isEqualTo("v");
  }

  @Contract
  void aPayloadAboveTheLimitIsRefusedByTheClient(TestServer server) throws Exception {
    byte[] tooLarge = new byte[1024 * 1024 + 1];
    assertThatThrownBy(() -> server.connection().publish("big", tooLarge))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Contract
  void largePayloadsArriveWhole(TestServer server) throws Exception {
    byte[] large = new byte[1024 * 1024];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31);
    }
    Connection receiver = server.connect();
    Subscription subscription = receiver.subscribe("big");
    receiver.flush(LIMIT);
    for (int i = 0; i < 5; i++) {
      server.connection().publish("big", large);
    }
    for (int i = 0; i < 5; i++) {
      assertThat(subscription.nextMessage(LIMIT).getData()).isEqualTo(large);
    }
  }

  @Contract
  void flushComesBackAfterEverythingBeforeItIsDone(TestServer server) throws Exception {
    Connection receiver = server.connect();
    Subscription subscription = receiver.subscribe("f");
    receiver.flush(LIMIT);
    for (int i = 0; i < 100; i++) {
      server.connection().publish("f", new byte[0]);
    }
    server.connection().flush(LIMIT);
    receiver.flush(LIMIT);
    assertThat(subscription.getPendingMessageCount()).isEqualTo(100);
  }

  @Contract
  void aDispatcherServesSeveralSubjects(TestServer server) throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    Dispatcher dispatcher =
        server.connection().createDispatcher(message -> received.add(message.getSubject()));
    dispatcher.subscribe("one").subscribe("two.*");
    server.connection().publish("one", new byte[0]);
    server.connection().publish("two.x", new byte[0]);
    assertThat(List.of(take(received), take(received))).containsExactly("one", "two.x");
  }

  @Contract
  void theOldRequestStyleWorks(TestServer server) throws Exception {
    Connection service = server.connect();
    service
        .createDispatcher(request -> service.publish(request.getReplyTo(), request.getData()))
        .subscribe("echo");
    service.flush(LIMIT);
    Connection old = server.connect(server.options().oldRequestStyle());
    assertThat(old.request("echo", "x".getBytes(UTF_8), LIMIT).getData()).asString().isEqualTo("x");
  }
}
