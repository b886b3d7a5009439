package dev.jetharness.conformance.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.Pull;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;

/** Info, names, list, delete, and the advisories of a consumer's life. */
class ConsumerApiContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Contract
  void infoCountsWhatIsPendingDeliveredAndAcknowledged(TestServer server) throws Exception {
    Api api = Orders.stream(server, "s.1", "s.2", "s.3");
    Orders.consumer(api, "\"ack_policy\":\"explicit\"").isOk();
    Pull pull = Pull.request(server.connection(), "S", "C", "{\"batch\":2}");
    Message first = pull.next();
    pull.next();
    first.ackSync(LIMIT);
    Api.Answer info = api.call("CONSUMER.INFO.S.C");
    assertThat(info.at("type")).isEqualTo("io.nats.jetstream.api.v1.consumer_info_response");
    assertThat(info.number("num_pending")).isEqualTo(1);
    assertThat(info.number("num_ack_pending")).isEqualTo(1);
    assertThat(info.number("delivered.consumer_seq")).isEqualTo(2);
    assertThat(info.number("delivered.stream_seq")).isEqualTo(2);
    assertThat(info.number("ack_floor.consumer_seq")).isEqualTo(1);
    assertThat(info.number("ack_floor.stream_seq")).isEqualTo(1);
    assertThat(info.number("num_redelivered")).isZero();
    assertThat(info.text()).contains("\"ts\":\"").contains("\"created\":\"");
    assertThat(info.at("cluster")).isNull();
  }

  @Contract
  void infoOfAMissingConsumerOrStreamIsAnError(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    api.call("CONSUMER.INFO.S.NONE").isError(404, 10014, "consumer not found");
    api.call("CONSUMER.INFO.NONE.C").isError(404, 10059, "stream not found");
  }

  @Contract
  void infoTakesNoBody(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "").isOk();
    api.call("CONSUMER.INFO.S.C", "{\"x\":1}")
        .isError(400, 10038, "expected an empty request payload");
    api.call("CONSUMER.INFO.S.C", "{}").isOk();
  }

  @Contract
  void namesAreSortedAndPaged(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    for (String name : new String[] {"b", "c", "a"}) {
      Orders.consumer(api, name, "").isOk();
    }
    Api.Answer names = api.call("CONSUMER.NAMES.S");
    assertThat(names.text()).contains("\"consumers\":[\"a\",\"b\",\"c\"]");
    assertThat(names.number("total")).isEqualTo(3);
    assertThat(names.number("offset")).isZero();
    assertThat(names.number("limit")).isEqualTo(1024);
    Api.Answer rest = api.call("CONSUMER.NAMES.S", "{\"offset\":2}");
    assertThat(rest.text()).contains("\"consumers\":[\"c\"]");
    assertThat(rest.number("total")).isEqualTo(3);
  }

  @Contract
  void namesOfAStreamWithoutConsumersAreEmpty(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    assertThat(api.call("CONSUMER.NAMES.S").text()).contains("\"consumers\":[]");
    api.call("CONSUMER.NAMES.NONE").isError(404, 10059, "stream not found");
  }

  @Contract
  void theListHasTheInfoOfEach(TestServer server) throws Exception {
    Api api = Orders.stream(server, "s.1");
    Orders.consumer(api, "b", "").isOk();
    Orders.consumer(api, "a", "").isOk();
    Api.Answer list = api.call("CONSUMER.LIST.S");
    assertThat(list.at("consumers.0.name")).isEqualTo("a");
    assertThat(list.at("consumers.1.name")).isEqualTo("b");
    assertThat(list.number("consumers.0.num_pending")).isEqualTo(1);
    assertThat(list.number("limit")).isEqualTo(256);
    assertThat(list.text()).contains("_nats.req.level").doesNotContain("_nats.ver");
  }

  @Contract
  void aDeletedConsumerIsGone(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "").isOk();
    Api.Answer deleted = api.call("CONSUMER.DELETE.S.C").isOk();
    assertThat(deleted.text())
        .isEqualTo(
            "{\"type\":\"io.nats.jetstream.api.v1.consumer_delete_response\",\"success\":true}");
    api.call("CONSUMER.DELETE.S.C").isError(404, 10014, "consumer not found");
    api.call("CONSUMER.INFO.S.C").isError(404, 10014, "consumer not found");
  }

  @Contract
  void theStreamCountsItsConsumers(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "a", "").isOk();
    Orders.consumer(api, "b", "").isOk();
    assertThat(api.call("STREAM.INFO.S").number("state.consumer_count")).isEqualTo(2);
    api.call("CONSUMER.DELETE.S.a").isOk();
    assertThat(api.call("STREAM.INFO.S").number("state.consumer_count")).isEqualTo(1);
  }

  @Contract
  void creationAndDeletionAreAnnounced(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Subscription advisories = server.connection().subscribe("$JS.EVENT.ADVISORY.CONSUMER.*.S.C");
    server.connection().flush(LIMIT);
    Orders.consumer(api, "").isOk();
    Message created = advisories.nextMessage(LIMIT);
    assertThat(created.getSubject()).isEqualTo("$JS.EVENT.ADVISORY.CONSUMER.CREATED.S.C");
    assertThat(new String(created.getData(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"type\":\"io.nats.jetstream.advisory.v1.consumer_action\"")
        .contains("\"stream\":\"S\",\"consumer\":\"C\",\"action\":\"create\"");
    api.call("CONSUMER.DELETE.S.C").isOk();
    assertThat(advisories.nextMessage(LIMIT).getSubject())
        .isEqualTo("$JS.EVENT.ADVISORY.CONSUMER.DELETED.S.C");
  }

  @Contract
  void deletingTheStreamDeletesItsConsumers(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "").isOk();
    api.call("STREAM.DELETE.S").isOk();
    api.call("CONSUMER.INFO.S.C").isError(404, 10059, "stream not found");
    api.call("STREAM.CREATE.S", "{\"name\":\"S\"}").isOk();
    api.call("CONSUMER.INFO.S.C").isError(404, 10014, "consumer not found");
  }
}
