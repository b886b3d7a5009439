package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.answer;
import static dev.jetharness.conformance.consumer.Consumers.json;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static dev.jetharness.conformance.consumer.Consumers.replyOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;

/** Consumers through which mirrors and sources read ({@code direct}, {@code sourcing}). */
class DirectConsumerContractTest {
  private static final String IDENTITY = "Nats-Stream-Identity";
  private static final String DIRECT = "'direct':true,'deliver_subject':'d'";
  private static final String SOURCING = "'sourcing':true,'deliver_subject':'d'";
  private static final String SOURCE = DIRECT + ",'sourcing':true";

  @Contract
  void aDirectConsumerIsHidden(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    consumers.ephemeral("D", DIRECT).isOk();
    assertThat(consumers.call("CONSUMER.NAMES.S", "").text())
        .endsWith(json("'total':1,'offset':0,'limit':1024,'consumers':['C']}"));
    Answer list = consumers.call("CONSUMER.LIST.S", "");
    assertThat(list.number("total")).isEqualTo(1);
    assertThat(list.at("consumers.0.name")).isEqualTo("C");
    assertThat(list.at("consumers.1")).isNull();
    assertThat(consumers.call("STREAM.INFO.S", "").number("state.consumer_count")).isEqualTo(1);
    assertThat(consumers.call("INFO", "").number("consumers")).isEqualTo(2);
  }

  @Contract
  void aDirectConsumerDeliversAndHasInfo(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    Subscription inbox = consumers.listen("d");
    Answer created = consumers.ephemeral("D", DIRECT + ",'filter_subject':'s.1'");
    assertThat(created.at("config.direct")).isEqualTo(true);
    assertThat(created.number("config.inactive_threshold")).isEqualTo(5_000_000_000L);
    assertThat(receive(inbox, 1)).containsExactly("s.1");
    consumers.call("CONSUMER.DELETE.S.D", "").isOk();
    consumers.call("CONSUMER.INFO.S.D", "").isError(404, 10014, "consumer not found");
  }

  /** Its state is nowhere recorded: info shows the working position, beyond what does not match. */
  @Contract
  void theInfoOfADirectConsumerRunsAhead(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3", "s.4");
    Subscription inbox = consumers.listen("d");
    consumers.ephemeral("D", DIRECT + ",'filter_subject':'s.2'").isOk();
    assertThat(receive(inbox, 1)).containsExactly("s.2");
    consumers.publish("s.2");
    assertThat(receive(inbox, 1)).containsExactly("s.2");
    assertThat(consumers.progress("D"))
        .isEqualTo("delivered 2/5, floor 2/5, 0 pending, 0 redelivered, 0 waiting, 0 left");
  }

  /** What is not recorded anywhere is not confirmed, unless the stream has to do with it. */
  @Contract
  void acknowledgementsToADirectConsumerAreNotConfirmed(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    Subscription inbox = consumers.listen("d");
    Subscription confirmations = consumers.listen("confirmations");
    consumers.ephemeral("D", DIRECT + ",'ack_policy':'explicit'").isOk();
    Message first = receive(inbox);
    assertThat(receive(inbox, 1)).containsExactly("s.2");
    server.connection().publish(replyOf(first), "confirmations", "+ACK".getBytes(UTF_8));
    consumers.acknowledge(first, "+WPI");
    consumers.expectNothing(confirmations);
    assertThat(consumers.progress("D"))
        .isEqualTo("delivered 2/2, floor 1/1, 1 pending, 0 redelivered, 0 waiting, 0 left");
  }

  @Contract
  void onAnInterestStreamTheyAreConfirmed(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "'retention':'interest'");
    Subscription inbox = consumers.listen("d");
    consumers.ephemeral("D", DIRECT + ",'ack_policy':'explicit'").isOk();
    consumers.publish("s.1");
    consumers.acknowledge(receive(inbox), "+ACK");
    assertThat(consumers.messages()).isZero();
  }

  @Contract
  void theResponseSaysWhichStreamItIs(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Message direct = consumers.ephemeralResponse("D", DIRECT);
    String identity = direct.getHeaders().getFirst(IDENTITY);
    assertThat(identity).matches("[0-9A-Za-z]{8}");
    assertThat(direct.getHeaders().size()).isEqualTo(1);
    Message sourcing = consumers.ephemeralResponse("S", SOURCING, IDENTITY, identity);
    assertThat(sourcing.getHeaders().getFirst(IDENTITY)).isEqualTo(identity);
    Message updated = consumers.ephemeralResponse("D", DIRECT + ",'description':'x'");
    assertThat(updated.getHeaders().getFirst(IDENTITY)).isEqualTo(identity);
    Message other = consumers.ephemeralResponse("O", "'deliver_subject':'d'", IDENTITY, "other");
    assertThat(other.hasHeaders()).isFalse();
    answer(other).isOk();
  }

  @Contract
  void anotherStreamIsRefused(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Message first = consumers.ephemeralResponse("D", DIRECT);
    String identity = first.getHeaders().getFirst(IDENTITY);
    for (String members : new String[] {DIRECT, SOURCING, SOURCE}) {
      Message refused = consumers.ephemeralResponse("D", members, IDENTITY, "other");
      assertThat(refused.hasHeaders()).isFalse();
      answer(refused).isError(400, 10225, "consumer's stream identity does not match: " + identity);
    }
    consumers.call("STREAM.DELETE.S", "").isOk();
    consumers.call("STREAM.CREATE.S", "{'name':'S','subjects':['s.>']}").isOk();
    assertThat(consumers.ephemeralResponse("D", DIRECT).getHeaders().getFirst(IDENTITY))
        .isNotEqualTo(identity);
  }

  @Contract
  void aSourceGetsANameOfItsOwnOnALimitsStream(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Answer first = consumers.ephemeral("D", SOURCE);
    Answer second = consumers.ephemeral("D", SOURCE);
    for (Answer created : new Answer[] {first, second}) {
      assertThat(created.at("name")).asString().matches("D-[0-9A-Za-z]{8}");
      assertThat(created.at("config.name")).isEqualTo(created.at("name"));
      assertThat(created.at("config.durable_name")).isNull();
      assertThat(created.at("config.direct")).isEqualTo(true);
      assertThat(created.at("config.sourcing")).isEqualTo(true);
      assertThat(created.at("config.ack_policy")).isEqualTo("none");
    }
    assertThat(first.at("name")).isNotEqualTo(second.at("name"));
  }

  @Contract
  void onAnInterestStreamASourceBecomesDurable(TestServer server) throws Exception {
    aSourceBecomesDurable(server, "interest");
  }

  @Contract
  void onAWorkQueueASourceBecomesDurable(TestServer server) throws Exception {
    aSourceBecomesDurable(server, "workqueue");
  }

  private static void aSourceBecomesDurable(TestServer server, String retention) throws Exception {
    Consumers consumers = Consumers.of(server, "'retention':'" + retention + "'");
    assertThat(
            consumers
                .ephemeral("D", SOURCE + ",'inactive_threshold':9000000000,'ack_wait':7")
                .text())
        .contains(
            json(
                "'config':{'durable_name':'D','name':'D','deliver_policy':'all',"
                    + "'ack_policy':'flow_control','max_deliver':-1,'replay_policy':'instant',"
                    + "'max_ack_pending':1000,'flow_control':true,'deliver_subject':'d',"
                    + "'idle_heartbeat':1000000000,'num_replicas':0,'sourcing':true,'metadata':"
                    + "{'_nats.level':'5','_nats.req.level':'4','_nats.ver':'2.15.1'}}"));
    assertThat(consumers.call("CONSUMER.NAMES.S", "").text()).contains(json("['D']"));
    assertThat(consumers.call("STREAM.INFO.S", "").number("state.consumer_count")).isEqualTo(1);
  }

  @Contract
  void aDurableSourceThatAsksAgainGoesOnAtItsAckFloor(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "'retention':'interest'");
    Subscription inbox = consumers.listen("d");
    consumers.ephemeral("D", SOURCE).isOk();
    consumers.publish("s.1", "s.2");
    assertThat(receive(inbox, 2)).containsExactly("s.1", "s.2");
    Answer again =
        consumers.ephemeral(
            "D", SOURCE + ",'deliver_policy':'by_start_sequence','opt_start_seq':9");
    assertThat(again.isOk().at("config.deliver_policy")).isEqualTo("all");
    Message first = receive(inbox);
    assertThat(first.metaData().streamSequence()).isEqualTo(1);
    assertThat(first.metaData().consumerSequence()).isEqualTo(1);
    assertThat(first.metaData().deliveredCount()).isEqualTo(1);
  }

  @Contract
  void theyDoNotCountForTheStreamsLimit(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "'max_consumers':1");
    consumers.ephemeral("D1", DIRECT).isOk();
    consumers.ephemeral("S1", SOURCING).isOk();
    consumers.ephemeral("C1", "'deliver_subject':'d'").isOk();
    consumers.ephemeral("D2", DIRECT).isOk();
    consumers.ephemeral("S2", SOURCING).isOk();
    consumers
        .ephemeral("C2", "'deliver_subject':'d'")
        .isError(400, 10026, "maximum consumers limit reached");
  }

  @Contract
  void theRulesOfWorkQueuesDoNotBindThem(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "'retention':'workqueue'");
    consumers.ephemeral("D1", DIRECT + ",'filter_subject':'s.1'").isOk();
    consumers.ephemeral("S1", SOURCING + ",'deliver_policy':'new'").isOk();
    consumers.durable("C1", "'ack_policy':'explicit'").isOk();
    consumers.ephemeral("D2", DIRECT + ",'filter_subject':'s.1'").isOk();
    consumers
        .durable("C2", "'ack_policy':'explicit','filter_subject':'s.1'")
        .isError(400, 10100, "filtered consumer not unique on workqueue stream");
    consumers
        .ephemeral("D2", DIRECT + ",'filter_subject':'s.1','description':'x'")
        .isError(400, 10100, "filtered consumer not unique on workqueue stream");
  }

  @Contract
  void aDirectConsumerIsInterestInAMessage(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "'retention':'interest'").publish("s.0");
    assertThat(consumers.messages()).isZero();
    consumers.ephemeral("D", DIRECT).isOk();
    consumers.publish("s.1");
    assertThat(consumers.messages()).isEqualTo(1);
    Subscription inbox = consumers.listen("d");
    assertThat(receive(inbox, 1)).containsExactly("s.1");
  }

  @Contract
  void whatTheyAreMayNotChange(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.ephemeral("C", "'deliver_subject':'d'").isOk();
    consumers.ephemeral("C", DIRECT).isError(500, 10012, "direct can not be updated");
    consumers.ephemeral("C", SOURCING).isError(500, 10012, "sourcing can not be updated");
  }

  @Contract
  void aDirectConsumerIsPushedAndNotDurable(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers
        .ephemeral("C", "'direct':true")
        .isError(400, 10090, "consumer direct requires a push based consumer");
    consumers
        .durable("C", DIRECT)
        .isError(400, 10091, "consumer direct requires an ephemeral consumer");
  }
}
