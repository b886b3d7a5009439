package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.answer;
import static dev.jetharness.conformance.consumer.Consumers.inShort;
import static dev.jetharness.conformance.consumer.Consumers.json;
import static dev.jetharness.conformance.consumer.Consumers.progress;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static dev.jetharness.conformance.consumer.Consumers.timeless;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.Pull;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;

/** Consumers that are taken to another sequence (CONSUMER.RESET). */
class ResetContractTest {
  private static final String EXPLICIT = "'ack_policy':'explicit'";

  /** A consumer on file that is reset to the very start may still report what was on file. */
  private static final String IN_MEMORY = "'storage':'memory'";

  private static final String NOTHING_DONE =
      "delivered 0/%d, floor 0/%d, 0 pending, 0 redelivered, 0 waiting, %d left";

  @Contract
  void theAnswerIsTheConsumerAndTheSequence(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    consumers.durable("C", EXPLICIT).isOk();
    consumers.acknowledge(consumers.next("C"), "+ACK");
    assertThat(timeless(reset(consumers, "").text()))
        .isEqualTo(
            json(
                "{'type':'io.nats.jetstream.api.v1.consumer_reset_response','stream_name':'S',"
                    + "'name':'C','created':'T','config':{'durable_name':'C','name':'C',"
                    + "'deliver_policy':'all','ack_policy':'explicit','ack_wait':N,"
                    + "'max_deliver':-1,'replay_policy':'instant','max_waiting':512,"
                    + "'max_ack_pending':1000,'num_replicas':0,'metadata':{'_nats.level':'5',"
                    + "'_nats.req.level':'0','_nats.ver':'2.15.1'}},"
                    + "'delivered':{'consumer_seq':0,'stream_seq':1},"
                    + "'ack_floor':{'consumer_seq':0,'stream_seq':1},'num_ack_pending':0,"
                    + "'num_redelivered':0,'num_waiting':0,'num_pending':2,'ts':'T',"
                    + "'reset_seq':2}"));
  }

  @Contract
  void withoutASequenceTheConsumerGoesBackToItsAckFloor(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3", "s.4", "s.5");
    consumers.durable("C", EXPLICIT).isOk();
    consumers.acknowledge(consumers.next("C"), "+ACK");
    Message second = consumers.next("C");
    consumers.acknowledge(consumers.next("C"), "+ACK");
    consumers.acknowledge(second, "-NAK");
    for (String body : new String[] {"", "{}", "null", "{'seq':0}", "{'unknown':1}"}) {
      Answer answer = reset(consumers, body);
      assertThat(answer.number("reset_seq")).as(body).isEqualTo(2);
      assertThat(progress(answer)).as(body).isEqualTo(NOTHING_DONE.formatted(1, 1, 4));
    }
    Message again = consumers.next("C");
    assertThat(inShort(again)).isEqualTo("s.2");
    assertThat(again.metaData().consumerSequence()).isEqualTo(1);
    assertThat(again.metaData().deliveredCount()).isEqualTo(1);
    assertThat(again.metaData().pendingCount()).isEqualTo(3);
  }

  @Contract
  void aConsumerOfAllMessagesMayGoAnywhere(TestServer server) throws Exception {
    Consumers consumers =
        Consumers.of(server, IN_MEMORY).publish("s.1", "s.2", "s.3", "s.4", "s.5");
    consumers.durable("C", EXPLICIT).isOk();
    assertThat(progress(reset(consumers, "{'seq':4}"))).isEqualTo(NOTHING_DONE.formatted(3, 3, 2));
    assertThat(inShort(consumers.next("C"))).isEqualTo("s.4");
    assertThat(progress(reset(consumers, "{'seq':1}"))).isEqualTo(NOTHING_DONE.formatted(0, 0, 5));
    assertThat(inShort(consumers.next("C"))).isEqualTo("s.1");
    assertThat(progress(reset(consumers, "{'seq':100}")))
        .isEqualTo(NOTHING_DONE.formatted(99, 99, 0));
    consumers.publish("s.6");
    assertThat(progress(reset(consumers, "{'seq':6}"))).isEqualTo(NOTHING_DONE.formatted(5, 5, 1));
  }

  @Contract
  void aConsumerThatBeganAtASequenceMayNotGoBelow(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3", "s.4");
    consumers
        .durable("C", EXPLICIT + ",'deliver_policy':'by_start_sequence','opt_start_seq':3")
        .isOk();
    assertThat(reset(consumers, "{'seq':2}").text())
        .isEqualTo(failure(400, 10204, "invalid reset: below start seq"));
    assertThat(reset(consumers, "{'seq':4}").number("reset_seq")).isEqualTo(4);
    assertThat(reset(consumers, "{'seq':3}").number("reset_seq")).isEqualTo(3);
    assertThat(inShort(consumers.next("C"))).isEqualTo("s.3");
  }

  @Contract
  void aConsumerThatBeganAtATimeMayNotGoBelow(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3", "s.4");
    String start = "'deliver_policy':'by_start_time','opt_start_time':'%s'";
    consumers.durable("C", EXPLICIT + "," + start.formatted(consumers.storedAt(3))).isOk();
    assertThat(reset(consumers, "{'seq':2}").text())
        .isEqualTo(failure(400, 10204, "invalid reset: below start time"));
    assertThat(reset(consumers, "{'seq':4}").number("reset_seq")).isEqualTo(4);
    assertThat(reset(consumers, "{'seq':3}").number("reset_seq")).isEqualTo(3);
  }

  @Contract
  void otherConsumersMayOnlyGoBackToTheirAckFloor(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    for (String policy : new String[] {"new", "last", "last_per_subject"}) {
      consumers
          .durable(policy, EXPLICIT + ",'filter_subject':'s.*','deliver_policy':'" + policy + "'")
          .isOk();
      assertThat(consumers.call("CONSUMER.RESET.S." + policy, "{'seq':2}").text())
          .isEqualTo(failure(400, 10204, "invalid reset: not allowed"));
      consumers.call("CONSUMER.RESET.S." + policy, "").isOk();
    }
  }

  /** What is left of the list of newest messages is not made anew. */
  @Contract
  void aConsumerOfTheLastPerSubjectGoesOnInItsList(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.1", "s.2", "s.3");
    consumers
        .durable("C", EXPLICIT + ",'filter_subject':'s.*','deliver_policy':'last_per_subject'")
        .isOk();
    assertThat(consumers.next("C").metaData().streamSequence()).isEqualTo(2);
    assertThat(reset(consumers, "").number("reset_seq")).isEqualTo(2);
    assertThat(consumers.next("C").metaData().streamSequence()).isEqualTo(3);
  }

  @Contract
  void aBodyThatCannotBeReadIsRefused(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", EXPLICIT).isOk();
    assertThat(reset(consumers, "back").text())
        .isEqualTo(
            failure(
                400, 10025, "invalid JSON: invalid character 'b' looking for beginning of value"));
    assertThat(reset(consumers, " ").text())
        .isEqualTo(failure(400, 10025, "invalid JSON: unexpected end of JSON input"));
    assertThat(reset(consumers, "{'seq':-1}").text())
        .isEqualTo(
            failure(
                400,
                10025,
                "invalid JSON: json: cannot unmarshal number -1 into Go struct field "
                    + "JSApiConsumerResetRequest.seq of type uint64"));
    assertThat(consumers.call("CONSUMER.RESET.S.C", "", "Nats-Required-Api-Level", "6").text())
        .isEqualTo(failure(412, 10185, "JetStream minimum api level required"));
  }

  @Contract
  void aMissingConsumerIsSilent(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", EXPLICIT).isOk();
    Subscription answers = consumers.listen("answers");
    for (String missing : new String[] {"S.none", "none.C"}) {
      server.connection().publish("$JS.API.CONSUMER.RESET." + missing, "answers", new byte[0]);
    }
    server.connection().publish("$JS.API.CONSUMER.RESET.S.C", "answers", new byte[0]);
    assertThat(answer(receive(answers)).number("reset_seq")).isEqualTo(1);
    consumers.expectNothing(answers);
  }

  @Contract
  void withoutAReplyNothingIsReset(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    consumers.durable("C", EXPLICIT).isOk();
    String body = json("{'seq':3}");
    server.connection().publish("$JS.API.CONSUMER.RESET.S.C", body.getBytes(UTF_8));
    assertThat(inShort(consumers.next("C"))).isEqualTo("s.1");
  }

  @Contract
  void theStreamsIdentityIsToldWhereItIsAskedFor(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", EXPLICIT).isOk();
    String subject = "$JS.API.CONSUMER.RESET.S.C";
    assertThat(consumers.request(subject, "").hasHeaders()).isFalse();
    Message answer = consumers.request(subject, "", "Nats-Stream-Identity", "of another stream");
    assertThat(answer.getHeaders().getFirst("Nats-Stream-Identity")).hasSize(8);
    assertThat(answer.getHeaders().size()).isEqualTo(1);
    answer(answer).isOk();
  }

  @Contract
  void aWaitingRequestIsServedAfterwards(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    consumers.durable("C", EXPLICIT).isOk();
    consumers.next("C");
    consumers.next("C");
    Pull pull = Pull.request(server.connection(), "S", "C", json("{'expires':9000000000}"));
    reset(consumers, "{'seq':2}").isOk();
    assertThat(pull.nextPayload()).isEqualTo("s.2");
  }

  @Contract
  void aPushConsumerDeliversAgain(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", "'deliver_subject':'d'").isOk();
    assertThat(receive(inbox, 2)).containsExactly("s.1", "s.2");
    reset(consumers, "{'seq':1}").isOk();
    Message again = receive(inbox);
    assertThat(inShort(again)).isEqualTo("s.1");
    assertThat(again.metaData().consumerSequence()).isEqualTo(1);
    assertThat(receive(inbox, 1)).containsExactly("s.2");
  }

  @Contract
  void anAcknowledgementFromBeforeStillCounts(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, IN_MEMORY).publish("s.1", "s.2", "s.3");
    consumers.durable("C", EXPLICIT).isOk();
    Message before = consumers.next("C");
    reset(consumers, "{'seq':1}").isOk();
    assertThat(inShort(consumers.next("C"))).isEqualTo("s.1");
    consumers.acknowledge(before, "+ACK");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 1/1, floor 1/1, 0 pending, 0 redelivered, 0 waiting, 2 left");
  }

  @Contract
  void withAckPolicyAllWhatWasPendingIsCountedAgain(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3", "s.4");
    consumers.durable("C", "'ack_policy':'all'").isOk();
    consumers.acknowledge(consumers.next("C"), "+ACK");
    consumers.next("C");
    consumers.next("C");
    assertThat(progress(reset(consumers, ""))).isEqualTo(NOTHING_DONE.formatted(1, 1, 3));
    assertThat(inShort(consumers.next("C"))).isEqualTo("s.2");
  }

  @Contract
  void onAnInterestStreamWhatIsJumpedOverGoes(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "'retention':'interest'");
    consumers.durable("C", EXPLICIT).isOk();
    consumers.durable("D", EXPLICIT + ",'filter_subject':'s.2'").isOk();
    consumers.publish("s.1", "s.2", "s.3", "s.4");
    reset(consumers, "{'seq':4}").isOk();
    assertThat(consumers.messages()).isEqualTo(2);
    reset(consumers, "{'seq':100}").isOk();
    assertThat(consumers.messages()).isEqualTo(2);
    assertThat(inShort(consumers.next("D"))).isEqualTo("s.2");
  }

  @Contract
  void onAWorkQueueWhatIsJumpedOverStays(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "'retention':'workqueue'");
    consumers.durable("C", EXPLICIT).isOk();
    consumers.publish("s.1", "s.2", "s.3");
    reset(consumers, "{'seq':3}").isOk();
    assertThat(consumers.messages()).isEqualTo(3);
    reset(consumers, "{'seq':1}").isOk();
    consumers.acknowledge(consumers.next("C"), "+ACK");
    assertThat(consumers.messages()).isEqualTo(2);
  }

  private static Answer reset(Consumers consumers, String body) throws Exception {
    return consumers.call("CONSUMER.RESET.S.C", body);
  }

  private static String failure(int code, int errorCode, String description) {
    return """
    {"type":"io.nats.jetstream.api.v1.consumer_reset_response","error":{"code":%d,"err_code":%d,\
    "description":"%s"},"reset_seq":0}"""
        .formatted(code, errorCode, description);
  }
}
