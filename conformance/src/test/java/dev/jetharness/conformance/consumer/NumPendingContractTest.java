package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;

/** How many messages are left, while messages come, go, are purged, and filters change. */
class NumPendingContractTest {
  private static final String EXPLICIT = "'ack_policy':'explicit'";
  private static final String ONE = EXPLICIT + ",'filter_subject':'s.a'";
  private static final String TWO = EXPLICIT + ",'filter_subjects':['s.a','s.b']";

  @Contract
  void deletionsCountWhereTheMessageWasLeft(TestServer server) throws Exception {
    Consumers consumers = three(Consumers.ofMessages(server, "s.a", "s.b", "s.a", "s.b", "s.c"));
    assertPending(consumers, 2, 4, 5);
    receive(consumers.pull("ALL", "{'batch':3}"), 3);
    delete(consumers, 1);
    assertPending(consumers, 1, 3, 2);
    delete(consumers, 4);
    assertPending(consumers, 1, 2, 1);
    delete(consumers, 5);
    assertPending(consumers, 1, 2, 0);
  }

  @Contract
  void aPurgeCountsAnew(TestServer server) throws Exception {
    Consumers consumers =
        three(Consumers.ofMessages(server, "s.a", "s.b", "s.a", "s.b", "s.c", "s.a"));
    consumers.call("STREAM.PURGE.S", "{'filter':'s.b'}").isOk();
    assertPending(consumers, 3, 3, 4);
    consumers.call("STREAM.PURGE.S", "{'seq':4}").isOk();
    assertPending(consumers, 1, 1, 2);
    consumers.call("STREAM.PURGE.S", "").isOk();
    assertPending(consumers, 0, 0, 0);
    consumers.publish("s.a", "s.b", "s.c");
    assertPending(consumers, 1, 2, 3);
    assertThat(receive(consumers.pull("TWO", "{'batch':9,'no_wait':true}"), 3))
        .containsExactly("s.a", "s.b", "404 No Messages");
  }

  @Contract
  void limitsTakeTheOldestAway(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "'max_msgs':4");
    consumers.publish("s.a", "s.b", "s.a", "s.b");
    three(consumers);
    assertPending(consumers, 2, 4, 4);
    consumers.publish("s.c", "s.a");
    assertPending(consumers, 2, 3, 4);
    assertThat(receive(consumers.pull("ONE", "{'batch':1}"), 1)).containsExactly("s.a");
    assertThat(consumers.info("ONE").number("num_pending")).isEqualTo(1);
  }

  @Contract
  void oneForEachSubjectIsCountedOnce(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "'max_msgs_per_subject':1");
    consumers.publish("s.a", "s.b", "s.a");
    three(consumers);
    assertPending(consumers, 1, 2, 2);
    consumers.publish("s.b", "s.c", "s.b");
    assertPending(consumers, 1, 2, 3);
  }

  @Contract
  void theReplyTellsWhatIsLeftAfterIt(TestServer server) throws Exception {
    Consumers consumers = three(Consumers.ofMessages(server, "s.a", "s.c", "s.b", "s.a"));
    Subscription inbox = consumers.pull("TWO", "{'batch':3}");
    for (int left = 2; left >= 0; left--) {
      assertThat(receive(inbox).metaData().pendingCount()).isEqualTo(left);
    }
    consumers.publish("s.b");
    Message next = consumers.next("TWO");
    assertThat(next.metaData().pendingCount()).isZero();
    consumers.publish("s.a");
    consumers.acknowledge(next, "-NAK");
    assertThat(consumers.next("TWO").metaData().pendingCount())
        .as("a redelivery is none of what is left")
        .isEqualTo(1);
  }

  @Contract
  void anotherFilterCountsFromWhereTheConsumerIs(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.a", "s.b", "s.c", "s.a", "s.b", "s.c");
    consumers.durable("C", ONE).isOk();
    receive(consumers.pull("C", "{'batch':1}"), 1);
    consumers.durable("C", EXPLICIT + ",'filter_subjects':['s.b','s.c']").isOk();
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 1/1, floor 0/0, 1 pending, 0 redelivered, 0 waiting, 4 left");
    receive(consumers.pull("C", "{'batch':3}"), 3);
    consumers.durable("C", ONE).isOk();
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 4/5, floor 0/0, 4 pending, 0 redelivered, 0 waiting, 0 left");
    consumers.publish("s.a", "s.b");
    assertThat(consumers.info("C").number("num_pending")).isEqualTo(1);
  }

  /** The list is what was last for each subject when the consumer was created. */
  @Contract
  void theLastPerSubjectAreListedOnce(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.a", "s.b", "s.c", "s.a", "s.d");
    consumers
        .durable("C", EXPLICIT + ",'deliver_policy':'last_per_subject','filter_subject':'s.*'")
        .isOk();
    assertThat(consumers.info("C").number("num_pending")).isEqualTo(4);
    consumers.publish("s.b");
    assertThat(consumers.info("C").number("num_pending")).isEqualTo(5);
    assertThat(receive(consumers.pull("C", "{'batch':9,'no_wait':true}"), 6))
        .containsExactly("s.b", "s.c", "s.a", "s.d", "s.b", "404 No Messages");
    assertThat(consumers.info("C").number("num_pending")).isZero();
  }

  @Contract
  void aStartThatIsYetToComeCountsAllTheSame(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    consumers
        .durable("C", EXPLICIT + ",'deliver_policy':'by_start_sequence','opt_start_seq':5")
        .isOk();
    assertThat(consumers.info("C").number("num_pending")).isZero();
    consumers.publish("s.3", "s.4", "s.5", "s.6");
    assertThat(receive(consumers.pull("C", "{'batch':9,'no_wait':true}"), 3))
        .containsExactly("s.5", "s.6", "404 No Messages");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 2/6, floor 0/4, 2 pending, 0 redelivered, 0 waiting, 0 left");
  }

  private static Consumers three(Consumers consumers) throws Exception {
    consumers.durable("ONE", ONE).isOk();
    consumers.durable("TWO", TWO).isOk();
    consumers.durable("ALL", EXPLICIT).isOk();
    return consumers;
  }

  private static void delete(Consumers consumers, int sequence) throws Exception {
    consumers.call("STREAM.MSG.DELETE.S", "{'seq':" + sequence + "}").isOk();
  }

  private static void assertPending(Consumers consumers, int one, int two, int all)
      throws Exception {
    assertThat(consumers.info("ONE").number("num_pending")).as("one filter").isEqualTo(one);
    assertThat(consumers.info("TWO").number("num_pending")).as("two filters").isEqualTo(two);
    assertThat(consumers.info("ALL").number("num_pending")).as("no filter").isEqualTo(all);
  }
}
