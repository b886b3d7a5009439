package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.inShort;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;

/** Which subscriptions a push consumer delivers to, and which it waits for. */
class PushInterestContractTest {
  private static final String IN_USE = "consumer name already in use";

  @Contract
  void neitherAWildcardNorAQueueBindsAConsumer(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription wildcard = consumers.listen("d.*");
    Subscription queue = consumers.listen("d.1", "q");
    assertThat(consumers.durable("C", "'deliver_subject':'d.1'").at("push_bound")).isNull();
    assertIsStill(consumers, "s.2", wildcard, queue);
    Subscription plain = consumers.listen("d.1");
    assertThat(receive(plain, 2)).containsExactly("s.1", "s.2");
    assertThat(receive(wildcard, 2)).containsExactly("s.1", "s.2");
    assertThat(receive(queue, 2)).containsExactly("s.1", "s.2");
    assertThat(consumers.info("C").at("push_bound")).isEqualTo(true);
  }

  @Contract
  void onlyItsGroupBindsAConsumerWithADeliverGroup(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription plain = consumers.listen("d");
    Subscription other = consumers.listen("d", "other");
    consumers.durable("C", "'deliver_subject':'d','deliver_group':'g'").isOk();
    assertIsStill(consumers, "s.2", plain, other);
    Subscription member = consumers.listen("d", "g");
    assertThat(receive(member, 2)).containsExactly("s.1", "s.2");
    assertThat(receive(plain, 2)).containsExactly("s.1", "s.2");
    assertThat(receive(other, 2)).containsExactly("s.1", "s.2");
  }

  @Contract
  void theLastMemberThatLeavesUnbindsTheConsumer(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription one = consumers.listen("d", "g");
    Subscription two = consumers.listen("d", "g");
    consumers.durable("C", "'deliver_subject':'d','deliver_group':'g'").isOk();
    consumers.leave(one);
    consumers.publish("s.1");
    assertThat(receive(two, 1)).containsExactly("s.1");
    consumers.leave(two);
    consumers.awaitUnbound("C");
  }

  /** The server goes on listening for the group that the consumer was created with. */
  @Contract
  void anotherDeliverGroupIsShownButNotFollowed(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription old = consumers.listen("d", "g1");
    Subscription updated = consumers.listen("d", "g2");
    consumers.durable("C", "'deliver_subject':'d','deliver_group':'g1'").isOk();
    assertThat(
            consumers
                .durable("C", "'deliver_subject':'d','deliver_group':'g2'")
                .at("config.deliver_group"))
        .isEqualTo("g2");
    consumers.publish("s.1");
    assertThat(receive(old, 1)).containsExactly("s.1");
    assertThat(receive(updated, 1)).containsExactly("s.1");
    consumers.leave(old);
    consumers.awaitUnbound("C");
    assertIsStill(consumers, "s.2", updated);
    assertThat(receive(consumers.listen("d", "g1"), 1)).containsExactly("s.2");
  }

  /** A change of the subject is noticed, with the group of before; a change of both likewise. */
  @Contract
  void aChangeOfSubjectAndGroupFollowsTheSubjectOnly(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    consumers.durable("C", "'deliver_subject':'d','deliver_group':'g1'").isOk();
    consumers.durable("C", "'deliver_subject':'e','deliver_group':'g2'").isOk();
    Subscription updated = consumers.listen("e", "g2");
    assertIsStill(consumers, "s.2", updated);
    Subscription old = consumers.listen("e", "g1");
    assertThat(receive(old, 2)).containsExactly("s.1", "s.2");
    assertThat(receive(updated, 2)).containsExactly("s.1", "s.2");
  }

  /**
   * After the group and then the subject changed, the server listens in both places: for the old
   * group on the old subject, and for the new one on the new subject. Whatever changed last counts.
   */
  @Contract
  void afterAChangeOfGroupTheOldPlaceStillCounts(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "'deliver_subject':'d','deliver_group':'g1'").isOk();
    consumers.durable("C", "'deliver_subject':'d','deliver_group':'g2'").isOk();
    consumers.durable("C", "'deliver_subject':'e','deliver_group':'g2'").isOk();
    Subscription here = consumers.listen("e", "g2");
    consumers.awaitBound("C");
    consumers.publish("s.1");
    assertThat(receive(here, 1)).containsExactly("s.1");
    Subscription there = consumers.listen("d", "g1");
    consumers.leave(there);
    consumers.awaitUnbound("C");
    assertIsStill(consumers, "s.2", here);
    consumers.leave(here);
    assertThat(receive(consumers.listen("e", "g2"), 1)).containsExactly("s.2");
  }

  @Contract
  void aGroupThatAnUpdateAddsIsNotNeeded(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    consumers.durable("C", "'deliver_subject':'d'").isOk();
    consumers.durable("C", "'deliver_subject':'d','deliver_group':'g'").isOk();
    Subscription member = consumers.listen("d", "g");
    assertIsStill(consumers, "s.2", member);
    Subscription plain = consumers.listen("d");
    assertThat(receive(plain, 2)).containsExactly("s.1", "s.2");
    assertThat(receive(member, 2)).containsExactly("s.1", "s.2");
  }

  @Contract
  void aMemberOnAWildcardBindsNobody(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription wildcard = consumers.listen("d.*", "g");
    consumers.durable("C", "'deliver_subject':'d.1','deliver_group':'g'").isOk();
    assertIsStill(consumers, "s.2", wildcard);
    Subscription member = consumers.listen("d.1", "g");
    consumers.awaitBound("C");
    consumers.leave(member);
    consumers.awaitUnbound("C");
  }

  @Contract
  void interestThatReturnsInTimeKeepsAnEphemeralConsumer(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription inbox = consumers.listen("d");
    consumers.ephemeral("E", "'deliver_subject':'d','inactive_threshold':2000000000").isOk();
    consumers.leave(inbox);
    consumers.awaitUnbound("E");
    Subscription again = consumers.listen("d");
    consumers.awaitBound("E");
    consumers.publish("s.1");
    assertThat(receive(again, 1)).containsExactly("s.1");
  }

  @Contract
  void whatWasPendingIsNotRedeliveredBecauseInterestReturns(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", "'deliver_subject':'d','ack_policy':'explicit'").isOk();
    assertThat(receive(inbox, 1)).containsExactly("s.1");
    consumers.leave(inbox);
    consumers.awaitUnbound("C");
    consumers.publish("s.2");
    Message next = receive(consumers.listen("d"));
    assertThat(inShort(next)).isEqualTo("s.2");
    assertThat(next.metaData().consumerSequence()).isEqualTo(2);
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 2/2, floor 0/0, 2 pending, 0 redelivered, 0 waiting, 0 left");
  }

  @Contract
  void aDeliverSubjectThatAnybodyListensToMayNotChange(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.listen("wild.*");
    consumers.listen("queued", "q");
    consumers.durable("W", "'deliver_subject':'wild.1'").isOk();
    consumers.durable("W", "'deliver_subject':'free'").isError(400, 10013, IN_USE);
    consumers.durable("Q", "'deliver_subject':'queued'").isOk();
    consumers.durable("Q", "'deliver_subject':'free'").isError(400, 10013, IN_USE);
    consumers.durable("W", "'deliver_subject':'wild.1','description':'x'").isOk();
  }

  @Contract
  void everySubscriptionGetsTheMessage(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription one = consumers.listen("d");
    Subscription two = consumers.listen("d");
    consumers.durable("C", "'deliver_subject':'d'").isOk();
    consumers.publish("s.1");
    assertThat(receive(one, 1)).containsExactly("s.1");
    assertThat(receive(two, 1)).containsExactly("s.1");
    assertThat(consumers.info("C").number("delivered.consumer_seq")).isEqualTo(1);
  }

  /** Stores a message, and checks that it comes to another consumer but not to these inboxes. */
  private static void assertIsStill(Consumers consumers, String subject, Subscription... inboxes)
      throws Exception {
    Subscription fence = consumers.listen("fence");
    consumers.durable("FENCE", "'deliver_subject':'fence','deliver_policy':'last'").isOk();
    consumers.publish(subject);
    assertThat(receive(fence, 2)).endsWith(subject);
    for (Subscription inbox : inboxes) {
      consumers.expectNothing(inbox);
    }
    consumers.leave(fence);
    consumers.call("CONSUMER.DELETE.S.FENCE", "").isOk();
  }
}
