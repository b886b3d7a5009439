package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.receive;
import static dev.jetharness.conformance.consumer.Consumers.replyOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import java.time.Instant;

/** Push consumers with {@code rate_limit_bps}: a bucket that holds the largest message. */
class RateLimitContractTest {
  private static final String BUCKET = "'max_msg_size':200";
  private static final int CAPACITY = 200;
  private static final String LONG_SUBJECT = "s." + "x".repeat(80);

  @Contract
  void whatTheBucketDoesNotHoldComesAtTheRate(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, BUCKET).publish("s.1", "s.2", "s.3", "s.4", "s.5");
    Subscription inbox = consumers.listen("d");
    Answer created = consumers.durable("C", "'deliver_subject':'d','rate_limit_bps':800");
    assertThat(created.number("config.rate_limit_bps")).isEqualTo(800);
    long bytes = 0;
    for (int i = 0; i < 5; i++) {
      bytes += size(receive(inbox));
    }
    Duration least = Duration.ofMillis((bytes - CAPACITY) * 1000 / 100);
    assertThat(sinceCreation(consumers)).isGreaterThanOrEqualTo(least);
  }

  /** Subject and reply subject count, so that the largest message is larger than the bucket. */
  @Contract
  void aMessageLargerThanTheBucketWaitsForEver(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, BUCKET).publish("s.1", LONG_SUBJECT, "s.3");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", "'deliver_subject':'d','rate_limit_bps':8000000").isOk();
    assertThat(receive(inbox, 1)).containsExactly("s.1");
    Await.until("the large message is taken", () -> consumers.info("C").number("num_pending") == 1);
    consumers.publish("s.4");
    Subscription others = consumers.listen("e");
    consumers.durable("E", "'deliver_subject':'e'").isOk();
    assertThat(receive(others, 4)).endsWith("s.4");
    consumers.expectNothing(inbox);
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 1/1, floor 1/1, 0 pending, 0 redelivered, 0 waiting, 2 left");
  }

  @Contract
  void aConsumerThatWaitsForEverCanBeDeletedAndCreatedAgain(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, BUCKET).publish(LONG_SUBJECT);
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", "'deliver_subject':'d','rate_limit_bps':8000000").isOk();
    Await.until("the message is taken", () -> consumers.info("C").number("num_pending") == 0);
    consumers.call("CONSUMER.DELETE.S.C", "").isOk();
    consumers.durable("C", "'deliver_subject':'d'").isOk();
    assertThat(receive(inbox, 1)).containsExactly(LONG_SUBJECT);
  }

  @Contract
  void lessThanAByteASecondIsNothingOnceTheBucketIsEmpty(TestServer server) throws Exception {
    Consumers consumers =
        Consumers.of(server, "'max_msg_size':80").publish("s.1", "s.2", "s.3", "s.4", "s.5");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", "'deliver_subject':'d','rate_limit_bps':7").isOk();
    assertThat(size(receive(inbox))).isBetween(41, 80);
    Await.until("the second is taken", () -> consumers.info("C").number("num_pending") == 3);
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 1/1, floor 1/1, 0 pending, 0 redelivered, 0 waiting, 3 left");
  }

  @Contract
  void theRateMayChange(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, BUCKET);
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", "'deliver_subject':'d','rate_limit_bps':7").isOk();
    Answer updated = consumers.durable("C", "'deliver_subject':'d'");
    assertThat(updated.at("config.rate_limit_bps")).isNull();
    consumers.publish("s.1", "s.2", "s.3", "s.4", "s.5", "s.6");
    assertThat(receive(inbox, 6)).endsWith("s.6");
  }

  @Contract
  void pullConsumersHaveNone(TestServer server) throws Exception {
    Consumers.of(server, "")
        .durable("C", "'ack_policy':'explicit','rate_limit_bps':1")
        .isError(400, 10086, "consumer in pull mode can not have rate limit set");
  }

  private static int size(Message message) {
    return message.getSubject().length() + replyOf(message).length() + message.getData().length;
  }

  private static Duration sinceCreation(Consumers consumers) throws Exception {
    Answer info = consumers.info("C");
    return Duration.between(
        Instant.parse((String) info.at("created")),
        Instant.parse((String) info.at("delivered.last_active")));
  }
}
