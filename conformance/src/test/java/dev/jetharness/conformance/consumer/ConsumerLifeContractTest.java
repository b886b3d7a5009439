package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.answer;
import static dev.jetharness.conformance.consumer.Consumers.json;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static dev.jetharness.conformance.consumer.Consumers.timeless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.Pull;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** How consumers end: for inactivity, by deletion, and with their stream. */
class ConsumerLifeContractTest {
  private static final String DELETED = "$JS.EVENT.ADVISORY.CONSUMER.DELETED.S.*";
  private static final String BRIEFLY = "'inactive_threshold':200000000";

  @Contract
  void aPushConsumerThatNobodyEverListensToIsDeleted(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription deleted = consumers.listen(DELETED);
    Answer created = consumers.ephemeral("C", "'deliver_subject':'d'," + BRIEFLY);
    assertThat(Duration.between(time(created, "created"), deletionOf(deleted, "C")))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    consumers.call("CONSUMER.INFO.S.C", "").isError(404, 10014, "consumer not found");
  }

  @Contract
  void aPushConsumerThatNobodyListensToAnyMoreIsDeleted(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription deleted = consumers.listen(DELETED);
    Subscription inbox = consumers.listen("d");
    consumers.ephemeral("C", "'deliver_subject':'d'," + BRIEFLY).isOk();
    assertThat(receive(inbox, 1)).containsExactly("s.1");
    Instant listening = time(consumers.info("C"), "ts");
    consumers.leave(inbox);
    assertThat(Duration.between(listening, deletionOf(deleted, "C")))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  @Contract
  void aDurableConsumerWithAThresholdIsDeletedToo(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription deleted = consumers.listen(DELETED);
    consumers.durable("PUSH", "'deliver_subject':'d'," + BRIEFLY).isOk();
    consumers.durable("PULL", "'ack_policy':'explicit'," + BRIEFLY).isOk();
    Set<Object> names = new TreeSet<>();
    names.add(String.valueOf(answer(receive(deleted)).at("consumer")));
    names.add(String.valueOf(answer(receive(deleted)).at("consumer")));
    assertThat(names).containsExactly("PULL", "PUSH");
  }

  @Contract
  void anUpdateMaySetTheThreshold(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription deleted = consumers.listen(DELETED);
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    Answer updated = consumers.durable("C", "'ack_policy':'explicit'," + BRIEFLY);
    assertThat(Duration.between(time(updated, "ts"), deletionOf(deleted, "C")))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  @Contract
  void aPullConsumerStaysWhileARequestWaits(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription deleted = consumers.listen(DELETED);
    consumers.ephemeral("C", "'ack_policy':'explicit'," + BRIEFLY).isOk();
    Pull.request(server.connection(), "S", "C", json("{'expires':2000000000}"))
        .expectStatus("408 Request Timeout");
    assertThat(answer(receive(deleted)).at("consumer")).isEqualTo("C");
  }

  @Contract
  void aPullConsumerStaysWhileADeliveryMayBeAcknowledged(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription deleted = consumers.listen(DELETED);
    consumers.ephemeral("C", "'ack_policy':'explicit','ack_wait':1500000000," + BRIEFLY).isOk();
    assertThat(Consumers.inShort(consumers.next("C"))).isEqualTo("s.1");
    Instant delivered = time(consumers.info("C"), "delivered.last_active");
    assertThat(Duration.between(delivered, deletionOf(deleted, "C")))
        .isGreaterThanOrEqualTo(Duration.ofMillis(1700));
  }

  @Contract
  void aDeletionIsAnnounced(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription deleted = consumers.listen(DELETED);
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    assertThat(consumers.call("CONSUMER.DELETE.S.C", "").text())
        .isEqualTo(
            json("{'type':'io.nats.jetstream.api.v1.consumer_delete_response','success':true}"));
    assertThat(timeless(answer(receive(deleted)).text()))
        .isEqualTo(
            json(
                "{'type':'io.nats.jetstream.advisory.v1.consumer_action','id':'I',"
                    + "'timestamp':'T','stream':'S','consumer':'C','action':'delete'}"));
  }

  @Contract
  void allWaitingRequestsAreToldOfADeletion(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    Pull one = Pull.request(server.connection(), "S", "C", json("{'expires':9000000000}"));
    Pull two = Pull.request(server.connection(), "S", "C", json("{'batch':5,'max_bytes':99}"));
    consumers.awaitWaiting("C", 2);
    consumers.call("CONSUMER.DELETE.S.C", "").isOk();
    assertThat(one.expectStatus("409 Consumer Deleted").hasHeaders()).isFalse();
    assertThat(two.expectStatus("409 Consumer Deleted").hasHeaders()).isFalse();
    Pull.request(server.connection(), "S", "C", "1")
        .expectStatus("503 No Responders Available For Request");
  }

  @Contract
  void withTheirStreamAllConsumersGo(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription deleted = consumers.listen(DELETED);
    Subscription inbox = consumers.listen("d");
    consumers.durable("PUSH", "'deliver_subject':'d'").isOk();
    consumers.durable("PULL", "'ack_policy':'explicit'").isOk();
    consumers.ephemeral("DIRECT", "'direct':true,'deliver_subject':'d'").isOk();
    consumers.call("STREAM.DELETE.S", "").isOk();
    Set<Object> names = new TreeSet<>();
    for (int i = 0; i < 3; i++) {
      names.add(String.valueOf(answer(receive(deleted)).at("consumer")));
    }
    assertThat(names).containsExactly("DIRECT", "PULL", "PUSH");
    consumers.expectNothing(inbox);
    consumers.call("CONSUMER.INFO.S.PULL", "").isError(404, 10059, "stream not found");
  }

  @Contract
  void aNameIsFreeAgainAfterADeletion(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    consumers.acknowledge(consumers.next("C"), "+ACK");
    consumers.call("CONSUMER.DELETE.S.C", "").isOk();
    Answer again = consumers.durable("C", "'ack_policy':'all'");
    assertThat(Consumers.progress(again))
        .isEqualTo("delivered 0/0, floor 0/0, 0 pending, 0 redelivered, 0 waiting, 1 left");
  }

  private static Instant deletionOf(Subscription deleted, String consumer) throws Exception {
    Answer advisory = answer(receive(deleted));
    assertThat(advisory.at("consumer")).isEqualTo(consumer);
    return time(advisory, "timestamp");
  }

  private static Instant time(Answer answer, String path) throws Exception {
    return Instant.parse((String) answer.at(path));
  }
}
