package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.inShort;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;

/** What ends a pull request, alone and among others: no wait, bytes, batches, and who waits. */
class PullEndContractTest {
  private static final String EXPLICIT = "'ack_policy':'explicit'";
  private static final String LONG = "'expires':60000000000";

  @Contract
  void noWaitCountsWhatOthersAskedFor(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    consumers.durable("C", EXPLICIT + ",'max_ack_pending':1").isOk();
    Subscription first = consumers.pull("C", "{'batch':5," + LONG + "}");
    Message delivery = receive(first);
    assertThat(receive(consumers.pull("C", "{'batch':1,'no_wait':true}"), 1))
        .containsExactly("408 Requests Pending");
    consumers.acknowledge(delivery, "+ACK");
    assertThat(receive(first, 1)).containsExactly("s.2");
  }

  @Contract
  void noWaitWithAnExpiryEndsWithWhatIsThere(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", EXPLICIT).isOk();
    Subscription answers = consumers.pull("C", "{'batch':5,'no_wait':true," + LONG + "}");
    consumers.expectNothing(answers);
    assertThat(consumers.info("C").number("num_waiting")).isEqualTo(1);
    consumers.publish("s.1");
    assertThat(receive(answers, 2)).containsExactly("s.1", "404 No Messages");
    consumers.awaitWaiting("C", 0);
  }

  @Contract
  void requestsAreServedInTurnsOfOneMessage(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", EXPLICIT).isOk();
    Subscription three = consumers.pull("C", "{'batch':3," + LONG + "}");
    Subscription two = consumers.pull("C", "{'batch':2," + LONG + "}");
    Subscription one = consumers.pull("C", "{'batch':1," + LONG + "}");
    consumers.awaitWaiting("C", 3);
    consumers.publish("s.1", "s.2", "s.3", "s.4", "s.5", "s.6", "s.7");
    assertThat(receive(three, 3)).containsExactly("s.1", "s.4", "s.6");
    assertThat(receive(two, 2)).containsExactly("s.2", "s.5");
    assertThat(receive(one, 1)).containsExactly("s.3");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 6/6, floor 0/0, 6 pending, 0 redelivered, 0 waiting, 1 left");
  }

  /** Each message counts with its subject and its ack reply; what is left over is told. */
  @Contract
  void bytesLeftOverAreTold(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    consumers.durable("C", EXPLICIT).isOk();
    Subscription answers = consumers.pull("C", "{'batch':1,'max_bytes':1000}");
    Message message = receive(answers);
    int size = message.getSubject().length() + Consumers.replyOf(message).length() + 3;
    Message completed = receive(answers);
    assertThat(inShort(completed)).isEqualTo("409 Batch Completed");
    assertThat(completed.getHeaders().getFirst("Nats-Pending-Messages")).isEqualTo("0");
    assertThat(completed.getHeaders().getFirst("Nats-Pending-Bytes"))
        .isEqualTo(String.valueOf(1000 - size));
    Subscription exact = consumers.pull("C", "{'batch':9,'max_bytes':" + size + "}");
    assertThat(receive(exact, 1)).containsExactly("s.2");
    assertThat(consumers.info("C").number("num_waiting"))
        .as("with no byte left the request is over, without a word")
        .isZero();
    consumers.expectNothing(exact);
    Subscription small = consumers.pull("C", "{'batch':9,'max_bytes':" + (size - 1) + "}");
    Message exceeded = receive(small);
    assertThat(inShort(exceeded)).isEqualTo("409 Message Size Exceeds MaxBytes");
    assertThat(exceeded.getHeaders().getFirst("Nats-Pending-Messages")).isEqualTo("9");
    assertThat(exceeded.getHeaders().getFirst("Nats-Pending-Bytes"))
        .isEqualTo(String.valueOf(size - 1));
    assertThat(inShort(consumers.next("C"))).isEqualTo("s.3");
  }

  @Contract
  void aMessageTooLargeForOneGoesToTheNext(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", EXPLICIT).isOk();
    Subscription small = consumers.pull("C", "{'batch':2,'max_bytes':10," + LONG + "}");
    Subscription large = consumers.pull("C", "{'batch':2," + LONG + "}");
    consumers.awaitWaiting("C", 2);
    consumers.publish("s.1");
    assertThat(receive(small, 1)).containsExactly("409 Message Size Exceeds MaxBytes");
    assertThat(receive(large, 1)).containsExactly("s.1");
  }

  /** A client that has heartbeats to miss is not told that there is no room for its request. */
  @Contract
  void aFullQueueIsNotToldToThoseWithHeartbeats(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", EXPLICIT + ",'max_waiting':1").isOk();
    Subscription waiting = consumers.pull("C", "{" + LONG + "}");
    Subscription silent = consumers.pull("C", "{" + LONG + ",'idle_heartbeat':30000000000}");
    assertThat(receive(consumers.pull("C", "{" + LONG + "}"), 1))
        .containsExactly("409 Exceeded MaxWaiting");
    consumers.expectNothing(silent);
    consumers.publish("s.1");
    assertThat(receive(waiting, 1)).containsExactly("s.1");
    consumers.expectNothing(silent);
  }

  @Contract
  void heartbeatsComeWhileNothingElseDoes(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", EXPLICIT).isOk();
    Subscription answers =
        consumers.pull("C", "{'batch':2," + LONG + ",'idle_heartbeat':200000000}");
    Message beat = receive(answers);
    assertThat(inShort(beat)).isEqualTo("100 Idle Heartbeat");
    assertThat(beat.getReplyTo()).isNull();
    assertThat(beat.getHeaders().getFirst("Nats-Last-Consumer")).isEqualTo("0");
    assertThat(beat.getHeaders().getFirst("Nats-Last-Stream")).isEqualTo("0");
    consumers.publish("s.1");
    Message next = receive(answers);
    while (next.isStatusMessage()) {
      next = receive(answers);
    }
    assertThat(inShort(next)).isEqualTo("s.1");
    Message after = receive(answers);
    assertThat(after.getHeaders().getFirst("Nats-Last-Consumer")).isEqualTo("1");
  }

  @Contract
  void whoLeftIsDroppedWithoutAWord(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", EXPLICIT).isOk();
    Subscription gone = consumers.pull("C", "{'batch':2," + LONG + "}");
    Subscription here = consumers.pull("C", "{'batch':2," + LONG + "}");
    consumers.awaitWaiting("C", 2);
    consumers.leave(gone);
    consumers.awaitWaiting("C", 1);
    consumers.publish("s.1");
    Message delivery = receive(here);
    assertThat(inShort(delivery)).isEqualTo("s.1");
    assertThat(delivery.metaData().deliveredCount()).isEqualTo(1);
  }
}
