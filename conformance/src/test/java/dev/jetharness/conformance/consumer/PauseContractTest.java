package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.answer;
import static dev.jetharness.conformance.consumer.Consumers.inShort;
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

/** Consumers that deliver nothing until some time (CONSUMER.PAUSE and {@code pause_until}). */
class PauseContractTest {
  private static final String ADVISORY = "$JS.EVENT.ADVISORY.CONSUMER.PAUSE.S.C";
  private static final String FAR = "{'pause_until':'2099-01-01T00:00:00Z'}";
  private static final String RESUMED =
      json(
          "{'type':'io.nats.jetstream.api.v1.consumer_pause_response',"
              + "'paused':false,'pause_until':'0001-01-01T00:00:00Z'}");

  @Contract
  void pausingIsAnsweredWithTheTimeInUtcAndWhatRemains(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    Answer paused = pause(consumers, "{'pause_until':'2099-01-01T00:00:00.50-02:00'}");
    assertThat(paused.number("pause_remaining")).isPositive();
    assertThat(paused.text().replaceAll("_remaining\":[0-9]+", "_remaining\":N"))
        .isEqualTo(
            json(
                "{'type':'io.nats.jetstream.api.v1.consumer_pause_response','paused':true,"
                    + "'pause_until':'2099-01-01T02:00:00.5Z','pause_remaining':N}"));
  }

  @Contract
  void withoutATimeTheConsumerIsResumed(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    for (String body :
        new String[] {
          "",
          "{}",
          "no JSON",
          "null",
          "{'pause_until':null}",
          "{'pause_until':'0001-01-01T00:00:00Z'}"
        }) {
      pause(consumers, FAR).isOk();
      assertThat(pause(consumers, body).text()).as(body).isEqualTo(RESUMED);
      assertThat(consumers.info("C").at("paused")).as(body).isNull();
    }
  }

  @Contract
  void aPauseThatIsOverAlreadyIsKeptAllTheSame(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    assertThat(pause(consumers, "{'pause_until':'2001-01-01T00:00:00Z'}").text())
        .isEqualTo(RESUMED.replace("0001", "2001"));
    Answer info = consumers.info("C");
    assertThat(info.at("config.pause_until")).isEqualTo("2001-01-01T00:00:00Z");
    assertThat(info.text()).contains("\"_nats.req.level\":\"1\"").doesNotContain("\"paused\"");
  }

  @Contract
  void infoTellsOfThePause(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    pause(consumers, FAR).isOk();
    assertThat(timeless(consumers.info("C").text()))
        .contains(
            json("'_nats.req.level':'1','_nats.ver':'2.15.1'},'pause_until':'T'},'delivered'"))
        .endsWith(json("'num_pending':0,'paused':true,'pause_remaining':N,'ts':'T'}"));
    pause(consumers, "").isOk();
    assertThat(timeless(consumers.info("C").text()))
        .contains(json("'_nats.req.level':'0','_nats.ver':'2.15.1'}},'delivered'"))
        .endsWith(json("'num_pending':0,'ts':'T'}"));
  }

  @Contract
  void whatCanNotBePausedIsReported(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    assertThat(consumers.call("CONSUMER.PAUSE.S.N", FAR).text())
        .isEqualTo(failure("'code':404,'err_code':10014,'description':'consumer not found'"));
    assertThat(consumers.call("CONSUMER.PAUSE.N.C", FAR).text())
        .isEqualTo(failure("'code':404,'err_code':10059,'description':'stream not found'"));
    assertThat(pause(consumers, "{'pause_until':'soon'}").text())
        .isEqualTo(
            failure(
                "'code':400,'err_code':10025,'description':'invalid JSON: parsing time "
                    + "\\'soon\\' as \\'2006-01-02T15:04:05Z07:00\\': "
                    + "cannot parse \\'soon\\' as \\'2006\\''"));
    assertThat(pause(consumers, "{'pause':1}").text())
        .isEqualTo(
            failure(
                "'code':400,'err_code':10025,"
                    + "'description':'invalid JSON: json: unknown field \\'pause\\''"));
    assertThat(pause(consumers, "[]").text())
        .isEqualTo(
            failure(
                "'code':400,'err_code':10025,'description':'invalid JSON: json: cannot unmarshal "
                    + "array into Go value of type server.JSApiConsumerPauseRequest'"));
  }

  @Contract
  void theRequiredLevelIsLookedAtAfterTheBody(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers
        .call("CONSUMER.PAUSE.N.C", "{}", "Nats-Required-Api-Level", "6")
        .isError(412, 10185, "JetStream minimum api level required");
    consumers
        .call("CONSUMER.PAUSE.N.C", "{'x':1}", "Nats-Required-Api-Level", "6")
        .isError(400, 10025, "invalid JSON: json: unknown field \"x\"");
  }

  @Contract
  void nothingIsPushedDuringAPause(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription paused = consumers.listen("d");
    Subscription other = consumers.listen("e");
    consumers.durable("C", "'deliver_subject':'d','pause_until':'2099-01-01T00:00:00Z'").isOk();
    consumers.durable("E", "'deliver_subject':'e'").isOk();
    consumers.publish("s.2");
    assertThat(receive(other, 2)).containsExactly("s.1", "s.2");
    consumers.expectNothing(paused);
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 0/0, floor 0/0, 0 pending, 0 redelivered, 0 waiting, 2 left");
    assertThat(consumers.info("C").at("push_bound")).isEqualTo(true);
  }

  @Contract
  void pullRequestsWaitAndEndDuringAPause(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    pause(consumers, FAR).isOk();
    Pull.request(server.connection(), "S", "C", json("{'batch':3,'expires':200000000}"))
        .expectStatus("408 Request Timeout");
    Pull.request(server.connection(), "S", "C", json("{'no_wait':true}"))
        .expectStatus("404 No Messages");
    Pull.request(server.connection(), "S", "C", json("{'no_wait':true,'expires':200000000}"))
        .expectStatus("408 Request Timeout");
  }

  @Contract
  void heartbeatsGoOnDuringAPause(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription inbox = consumers.listen("d");
    consumers
        .durable(
            "C",
            "'deliver_subject':'d','idle_heartbeat':100000000,"
                + "'pause_until':'2099-01-01T00:00:00Z'")
        .isOk();
    assertThat(receive(inbox, 2)).containsOnly("100 Idle Heartbeat");
    consumers.durable("P", "'ack_policy':'explicit'").isOk();
    consumers.call("CONSUMER.PAUSE.S.P", FAR).isOk();
    Pull.request(
            server.connection(),
            "S",
            "P",
            json("{'expires':9000000000,'idle_heartbeat':100000000}"))
        .expectStatus("100 Idle Heartbeat");
  }

  @Contract
  void ackWaitsRunDuringAPause(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription advisories = consumers.listen("$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>");
    consumers.durable("C", "'ack_policy':'explicit','ack_wait':300000000,'max_deliver':1").isOk();
    assertThat(inShort(consumers.next("C"))).isEqualTo("s.1");
    pause(consumers, FAR).isOk();
    assertThat(answer(receive(advisories)).number("deliveries")).isEqualTo(1);
  }

  /** The server does not look for something to deliver when a consumer is resumed. */
  @Contract
  void aResumedConsumerGoesOnWithTheNextEvent(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", "'deliver_subject':'d','pause_until':'2099-01-01T00:00:00Z'").isOk();
    pause(consumers, "").isOk();
    consumers.expectNothing(inbox);
    consumers.publish("s.2");
    assertThat(receive(inbox, 2)).containsExactly("s.1", "s.2");
  }

  @Contract
  void deliveryGoesOnWhenThePauseIsOver(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", "'deliver_subject':'d','pause_until':'" + inTwoSeconds() + "'").isOk();
    assertThat(receive(inbox, 1)).containsExactly("s.1");
    Answer info = consumers.info("C");
    assertThat(info.at("paused")).isNull();
    assertThat(Instant.parse((String) info.at("delivered.last_active")))
        .isAfter(Instant.parse((String) info.at("config.pause_until")));
  }

  @Contract
  void aWaitingRequestIsServedWhenThePauseIsOver(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    pause(consumers, "{'pause_until':'" + inTwoSeconds() + "'}").isOk();
    Pull pull = Pull.request(server.connection(), "S", "C", json("{'expires':9000000000}"));
    assertThat(pull.nextPayload()).isEqualTo("s.1");
  }

  @Contract
  void bothEndsOfAPauseAreAnnounced(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription advisories = consumers.listen(ADVISORY);
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    pause(consumers, "{'pause_until':'" + inTwoSeconds() + "'}").isOk();
    String advisory =
        json(
            "{'type':'io.nats.jetstream.advisory.v1.consumer_pause','id':'I','timestamp':'T',"
                + "'stream':'S','consumer':'C','paused':%s,'pause_until':'%s'}");
    assertThat(nextAdvisory(advisories)).isEqualTo(advisory.formatted("true", "T"));
    assertThat(nextAdvisory(advisories)).isEqualTo(advisory.formatted("false", "T"));
    pause(consumers, FAR).isOk();
    assertThat(nextAdvisory(advisories)).isEqualTo(advisory.formatted("true", "T"));
    pause(consumers, "").isOk();
    assertThat(nextAdvisory(advisories))
        .isEqualTo(advisory.formatted("false", "0001-01-01T00:00:00Z"));
  }

  @Contract
  void onlyAChangeIsAnnounced(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription advisories = consumers.listen(ADVISORY);
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    pause(consumers, "").isOk();
    pause(consumers, FAR).isOk();
    pause(consumers, "{'pause_until':'2099-01-01T01:00:00+01:00'}").isOk();
    pause(consumers, "").isOk();
    assertThat(nextAdvisory(advisories)).contains("\"paused\":true");
    assertThat(nextAdvisory(advisories)).contains("\"paused\":false");
    consumers.expectNothing(advisories);
  }

  @Contract
  void aConsumerMayBeginPausedAndKeepsTheTimeAsItWasWritten(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription advisories = consumers.listen(ADVISORY);
    String members = "'ack_policy':'explicit','pause_until':'2099-01-01T01:00:00+01:00'";
    Answer created = consumers.durable("C", members);
    assertThat(created.at("config.pause_until")).isEqualTo("2099-01-01T01:00:00+01:00");
    assertThat(created.at("paused")).isEqualTo(true);
    assertThat(nextAdvisory(advisories))
        .contains(json("'paused':true,'pause_until':'2099-01-01T01:00:00+01:00'"));
  }

  @Contract
  void anUpdateLeavesThePauseAndWritesItInUtc(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription advisories = consumers.listen(ADVISORY);
    String members = "'ack_policy':'explicit','pause_until':'%s'";
    consumers.durable("C", members.formatted("2099-01-01T01:00:00+01:00")).isOk();
    assertThat(nextAdvisory(advisories)).contains("+01:00");
    Answer updated = consumers.durable("C", members.formatted("2098-01-01T00:00:00Z"));
    assertThat(updated.at("config.pause_until")).isEqualTo("2099-01-01T00:00:00Z");
    assertThat(nextAdvisory(advisories)).contains(json("'paused':true"));
  }

  @Contract
  void theSameConsumerMayBeCreatedAgainWhateverItsPause(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    pause(consumers, FAR).isOk();
    String create =
        "{'stream_name':'S','action':'create',"
            + "'config':{'durable_name':'C','name':'C','ack_policy':'explicit'}}";
    assertThat(consumers.call("CONSUMER.CREATE.S.C", create).isOk().at("config.pause_until"))
        .isEqualTo("2099-01-01T00:00:00Z");
  }

  @Contract
  void goesZeroTimeIsNoPauseButIsShown(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Answer created =
        consumers.durable("C", "'ack_policy':'explicit','pause_until':'0001-01-01T00:00:00Z'");
    assertThat(created.text())
        .contains(json("'_nats.req.level':'0'"), json("'pause_until':'0001-01-01T00:00:00Z'"))
        .doesNotContain("\"paused\"");
  }

  private static Answer pause(Consumers consumers, String body) throws Exception {
    return consumers.call("CONSUMER.PAUSE.S.C", body);
  }

  private static String nextAdvisory(Subscription advisories) throws Exception {
    return timeless(answer(receive(advisories)).text());
  }

  private static String failure(String error) {
    return json(
        "{'type':'io.nats.jetstream.api.v1.consumer_pause_response','error':{"
            + error
            + "},'paused':false,'pause_until':'0001-01-01T00:00:00Z'}");
  }

  private static Instant inTwoSeconds() {
    return Instant.now().plus(Duration.ofSeconds(2));
  }
}
