package dev.jetharness.conformance.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a consumer starts, what its filters let pass, and the numbers that come with each message.
 */
class DeliverPolicyContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Contract
  void allStartsWithTheFirstMessage(TestServer server) throws Exception {
    assertThat(deliveredBy(server, "\"deliver_policy\":\"all\""))
        .containsExactly("s.a 1 1 4", "s.b 2 2 3", "s.a 3 3 2", "s.c 4 4 1", "s.b 5 5 0");
  }

  @Contract
  void lastStartsWithTheLastMessage(TestServer server) throws Exception {
    assertThat(deliveredBy(server, "\"deliver_policy\":\"last\"")).containsExactly("s.b 5 1 0");
  }

  @Contract
  void lastOfAFilterStartsWithItsLastMessage(TestServer server) throws Exception {
    assertThat(deliveredBy(server, "\"deliver_policy\":\"last\",\"filter_subject\":\"s.a\""))
        .containsExactly("s.a 3 1 0");
  }

  @Contract
  void newStartsAfterWhatIsThere(TestServer server) throws Exception {
    assertThat(deliveredBy(server, "\"deliver_policy\":\"new\"")).isEmpty();
  }

  @Contract
  void newDeliversWhatComesLater(TestServer server) throws Exception {
    Api api = orders(server);
    Subscription inbox = pushed(server, api, "\"deliver_policy\":\"new\"");
    Orders.publish(server, "s.later");
    assertThat(describe(inbox.nextMessage(LIMIT))).isEqualTo("s.later 6 1 0");
  }

  @Contract
  void byStartSequenceStartsThere(TestServer server) throws Exception {
    assertThat(deliveredBy(server, "\"deliver_policy\":\"by_start_sequence\",\"opt_start_seq\":4"))
        .containsExactly("s.c 4 1 1", "s.b 5 2 0");
  }

  @Contract
  void aStartSequenceBeyondTheEndIsKept(TestServer server) throws Exception {
    Api api = orders(server);
    Subscription inbox =
        pushed(server, api, "\"deliver_policy\":\"by_start_sequence\",\"opt_start_seq\":7");
    // The message before the start counts as pending too, and stays counted.
    Orders.publish(server, "s.six");
    Orders.publish(server, "s.seven");
    assertThat(describe(inbox.nextMessage(LIMIT))).isEqualTo("s.seven 7 1 1");
  }

  @Contract
  void byStartTimeStartsWithTheFirstMessageNotOlder(TestServer server) throws Exception {
    Api api = orders(server);
    String third = String.valueOf(api.call("STREAM.MSG.GET.S", "{\"seq\":3}").at("message.time"));
    Subscription inbox =
        pushed(
            server,
            api,
            "\"deliver_policy\":\"by_start_time\",\"opt_start_time\":\"%s\"".formatted(third));
    assertThat(describe(inbox.nextMessage(LIMIT))).isEqualTo("s.a 3 1 2");
  }

  @Contract
  void aStartTimeInTheFutureWaits(TestServer server) throws Exception {
    Api.Answer answer =
        Orders.consumer(
                orders(server),
                "\"deliver_policy\":\"by_start_time\",\"opt_start_time\":\"2199-01-01T00:00:00Z\"")
            .isOk();
    assertThat(answer.number("num_pending")).isZero();
  }

  @Contract
  void lastPerSubjectDeliversTheNewestOfEach(TestServer server) throws Exception {
    assertThat(
            deliveredBy(
                server, "\"deliver_policy\":\"last_per_subject\",\"filter_subject\":\"s.>\""))
        .containsExactly("s.a 3 1 2", "s.c 4 2 1", "s.b 5 3 0");
  }

  @Contract
  void lastPerSubjectGoesOnWithWhatComesLater(TestServer server) throws Exception {
    Api api = orders(server);
    Subscription inbox =
        pushed(
            server,
            api,
            "\"deliver_policy\":\"last_per_subject\",\"filter_subjects\":[\"s.a\",\"s.c\"]");
    Orders.publish(server, "s.a");
    assertThat(describe(inbox.nextMessage(LIMIT))).startsWith("s.a 3 1 ");
    assertThat(describe(inbox.nextMessage(LIMIT))).startsWith("s.c 4 2 ");
    assertThat(describe(inbox.nextMessage(LIMIT))).isEqualTo("s.a 6 3 0");
  }

  @Contract
  void aFilterLetsOnlyItsSubjectsPassAndCountsOnlyThem(TestServer server) throws Exception {
    assertThat(deliveredBy(server, "\"filter_subject\":\"s.b\""))
        .containsExactly("s.b 2 1 1", "s.b 5 2 0");
  }

  @Contract
  void severalFiltersAreMergedInStreamOrder(TestServer server) throws Exception {
    assertThat(deliveredBy(server, "\"filter_subjects\":[\"s.c\",\"s.a\"]"))
        .containsExactly("s.a 1 1 2", "s.a 3 2 1", "s.c 4 3 0");
  }

  @Contract
  void headersOnlyLeavesThePayloadOutAndSaysItsSize(TestServer server) throws Exception {
    Api api = orders(server);
    Subscription inbox = pushed(server, api, "\"headers_only\":true");
    Message message = inbox.nextMessage(LIMIT);
    assertThat(message.getData()).isEmpty();
    assertThat(message.getHeaders().getFirst("Nats-Msg-Size")).isEqualTo("3");
  }

  @Contract
  void deletedMessagesAreSteppedOver(TestServer server) throws Exception {
    Api api = orders(server);
    api.call("STREAM.MSG.DELETE.S", "{\"seq\":2}").isOk();
    api.call("STREAM.MSG.DELETE.S", "{\"seq\":3}").isOk();
    Subscription inbox = pushed(server, api, "");
    assertThat(describe(inbox.nextMessage(LIMIT))).isEqualTo("s.a 1 1 2");
    assertThat(describe(inbox.nextMessage(LIMIT))).isEqualTo("s.c 4 2 1");
  }

  @Contract
  void theReplySubjectCarriesTheNumbers(TestServer server) throws Exception {
    Api api = orders(server);
    Subscription inbox = pushed(server, api, "\"ack_policy\":\"explicit\"");
    Message message = inbox.nextMessage(LIMIT);
    assertThat(message.getReplyTo()).matches("\\$JS\\.ACK\\.S\\.C\\.1\\.1\\.1\\.\\d{19}\\.4");
    assertThat(message.metaData().getStream()).isEqualTo("S");
    assertThat(message.metaData().getConsumer()).isEqualTo("C");
    assertThat(message.metaData().deliveredCount()).isEqualTo(1);
  }

  @Contract
  void purgingMovesAConsumerToTheNewFirstMessage(TestServer server) throws Exception {
    Api api = orders(server);
    Orders.consumer(api, "\"ack_policy\":\"explicit\"").isOk();
    api.call("STREAM.PURGE.S", "{\"seq\":4}").isOk();
    assertThat(api.call("CONSUMER.INFO.S.C").number("num_pending")).isEqualTo(2);
    api.call("STREAM.PURGE.S").isOk();
    Api.Answer info = api.call("CONSUMER.INFO.S.C");
    assertThat(info.number("num_pending")).isZero();
    assertThat(info.number("delivered.stream_seq")).isEqualTo(5);
    assertThat(info.number("ack_floor.stream_seq")).isEqualTo(5);
  }

  @Contract
  void changingTheFilterCountsAnew(TestServer server) throws Exception {
    Api api = orders(server);
    Orders.consumer(api, "\"ack_policy\":\"explicit\",\"filter_subject\":\"s.a\"").isOk();
    Api.Answer updated =
        Orders.consumer(api, "\"ack_policy\":\"explicit\",\"filter_subject\":\"s.>\"").isOk();
    assertThat(updated.number("num_pending")).isEqualTo(5);
  }

  private static Api orders(TestServer server) throws Exception {
    return Orders.stream(server, "s.a", "s.b", "s.a", "s.c", "s.b");
  }

  private static Subscription pushed(TestServer server, Api api, String members) throws Exception {
    Connection connection = server.connection();
    String subject = connection.createInbox();
    Subscription inbox = connection.subscribe(subject);
    Orders.consumer(
            api,
            "\"deliver_subject\":\"%s\"%s%s"
                .formatted(subject, members.isEmpty() ? "" : ",", members))
        .isOk();
    return inbox;
  }

  /** All that a new push consumer delivers of five stored messages, up to pending zero. */
  private static List<String> deliveredBy(TestServer server, String members) throws Exception {
    Api api = orders(server);
    Subscription inbox = pushed(server, api, members);
    List<String> delivered = new ArrayList<>();
    if (api.call("CONSUMER.INFO.S.C").number("num_pending")
            + api.call("CONSUMER.INFO.S.C").number("delivered.consumer_seq")
        == 0) {
      return delivered;
    }
    while (delivered.isEmpty() || !delivered.get(delivered.size() - 1).endsWith(" 0")) {
      delivered.add(describe(inbox.nextMessage(LIMIT)));
    }
    return delivered;
  }

  private static String describe(Message message) {
    return "%s %d %d %d"
        .formatted(
            new String(message.getData(), UTF_8),
            message.metaData().streamSequence(),
            message.metaData().consumerSequence(),
            message.metaData().pendingCount());
  }
}
