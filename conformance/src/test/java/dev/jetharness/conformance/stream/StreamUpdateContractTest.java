package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** What an update of a stream changes, keeps, and refuses. */
class StreamUpdateContractTest {
  private static void refused(Streams streams, String name, String members, String description)
      throws Exception {
    streams.update(name, members).isError(500, 10052, description);
  }

  @Contract
  void anUpdateIsAnsweredWithTheNewConfiguration(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    Answer created = streams.create("S", "'max_msgs':5").isOk();
    streams.holding("S", "one");
    Answer updated = streams.update("S", "'max_msgs':6,'description':'new'").isOk();
    assertThat(updated.at("type")).isEqualTo("io.nats.jetstream.api.v1.stream_update_response");
    assertThat(updated.number("config.max_msgs")).isEqualTo(6);
    assertThat(updated.at("config.description")).isEqualTo("new");
    assertThat(updated.at("created")).isEqualTo(created.at("created"));
    assertThat(updated.number("state.messages")).isEqualTo(1);
    assertThat(updated.at("did_create")).isNull();
  }

  @Contract
  void whatAnUpdateLeavesOutGoesBackToItsDefault(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("S", "'description':'old','max_msgs':5,'max_age':9000000000,'no_ack':true");
    Answer updated = streams.update("S", "").isOk();
    assertThat(updated.number("config.max_msgs")).isEqualTo(-1);
    assertThat(updated.number("config.max_age")).isZero();
    assertThat(updated.number("config.duplicate_window")).isEqualTo(120_000_000_000L);
    assertThat(Streams.members(updated, "config")).doesNotContain("description", "no_ack");
  }

  @Contract
  void aMissingStreamCannotBeUpdated(TestServer server) throws Exception {
    new Streams(server).update("NONE", "").isError(404, 10059, "stream not found");
  }

  @Contract
  void theNameInTheSubjectMustBeTheNameInTheBody(TestServer server) throws Exception {
    new Streams(server)
        .with("S", "")
        .call("STREAM.UPDATE.S", "{'name':'T'}")
        .isError(400, 10056, "stream name in subject does not match request");
  }

  @Contract
  void theStorageTypeCannotChange(TestServer server) throws Exception {
    refused(
        new Streams(server).with("S", ""),
        "S",
        "'storage':'memory'",
        "stream configuration update can not change storage type");
  }

  @Contract
  void retentionCannotChangeToOrFromWorkQueue(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").with("W", "'retention':'workqueue'");
    String description =
        "stream configuration update can not change retention policy to/from workqueue";
    refused(streams, "S", "'retention':'workqueue'", description);
    refused(streams, "W", "'retention':'limits'", description);
    refused(streams, "W", "'retention':'interest'", description);
  }

  @Contract
  void denyingDeletesCannotBeTakenBack(TestServer server) throws Exception {
    refused(
        new Streams(server).with("S", "'deny_delete':true"),
        "S",
        "",
        "stream configuration update can not cancel deny message deletes");
  }

  @Contract
  void denyingPurgeCannotBeTakenBack(TestServer server) throws Exception {
    refused(
        new Streams(server).with("S", "'deny_purge':true"),
        "S",
        "",
        "stream configuration update can not cancel deny purge");
  }

  @Contract
  void replicasNeedACluster(TestServer server) throws Exception {
    new Streams(server)
        .with("S", "")
        .update("S", "'num_replicas':3")
        .isError(500, 10074, "replicas > 1 not supported in non-clustered mode");
  }

  @Contract
  void anUpdateIsValidatedLikeANewStream(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    refused(streams, "S", "'max_age':5", "max age needs to be >= 100ms");
    refused(streams, "S", "'subjects':['a..b']", "invalid subject");
    refused(
        streams,
        "S",
        "'allow_rollup_hdrs':true,'deny_purge':true",
        "roll-ups require the purge permission");
    streams
        .update("S", "'pedantic':true,'max_msgs':-7")
        .isError(400, 10157, "pedantic mode: max_msgs must be set to -1");
  }

  @Contract
  void subjectsOfTwoStreamsMayNotOverlap(TestServer server) throws Exception {
    new Streams(server)
        .with("S", "'subjects':['s']")
        .with("T", "'subjects':['t.>']")
        .update("S", "'subjects':['s','t.a']")
        .isError(400, 10065, "subjects overlap with an existing stream");
  }

  @Contract
  void aRefusedUpdateChangesNothing(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'max_msgs':5");
    streams.update("S", "'max_msgs':6,'storage':'memory'");
    assertThat(streams.info("S").number("config.max_msgs")).isEqualTo(5);
  }

  @Contract
  void newSubjectsAreCapturedAndOldOnesAreNot(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['old','both']");
    streams.holding("old", "1").update("S", "'subjects':['both','new']").isOk();
    streams.holding("new", "2").holding("both", "3");
    assertThat(streams.request("old", "4").getStatus().getCode()).isEqualTo(503);
    assertThat(streams.contents("S")).containsExactly("1:old:1", "2:new:2", "3:both:3");
  }

  @Contract
  void aLowerMessageLimitDropsTheOldest(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "a", "b", "c");
    streams.update("S", "'max_msgs':2").isOk();
    assertThat(streams.contents("S")).containsExactly("2:S:b", "3:S:c");
  }

  @Contract
  void aLowerByteLimitDropsTheOldest(TestServer server) throws Exception {
    Streams streams =
        new Streams(server).with("S", "'storage':'memory'").holding("S", "a", "b", "c");
    streams.update("S", "'storage':'memory','max_bytes':40").isOk();
    assertThat(streams.contents("S")).containsExactly("2:S:b", "3:S:c");
  }

  @Contract
  void aLowerLimitPerSubjectDropsTheOldestOfEachSubject(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.*']");
    streams.holding("s.a", "1", "2", "3").holding("s.b", "4");
    streams.update("S", "'subjects':['s.*'],'max_msgs_per_subject':1").isOk();
    assertThat(streams.contents("S")).containsExactly("3:s.a:3", "4:s.b:4");
  }

  @Contract
  void theNumberOfConsumersMayBeLimitedLater(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    assertThat(streams.update("S", "'max_consumers':3").isOk().number("config.max_consumers"))
        .isEqualTo(3);
  }

  @Contract
  void limitsForConsumersMayNotBreakOneThatExists(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    streams.consumer("S", "C", "'ack_policy':'explicit','max_ack_pending':10").isOk();
    streams
        .update("S", "'consumer_limits':{'max_ack_pending':5}")
        .isError(500, 10069, "change to limits violates consumers: C");
    streams.update("S", "'consumer_limits':{'max_ack_pending':10}").isOk();
  }

  @Contract
  void acksCanBeSwitchedOnAgain(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'no_ack':true");
    streams.update("S", "").isOk();
    assertThat(streams.publish("S", "x").isOk().number("seq")).isEqualTo(1);
  }
}
