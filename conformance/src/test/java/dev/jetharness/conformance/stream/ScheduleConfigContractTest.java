package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** Streams that allow message schedules. */
class ScheduleConfigContractTest {
  private static final String ALLOWED = "'allow_msg_schedules':true";
  private static final String LEVEL_2 = "\"_nats.req.level\":\"2\"";

  @Contract
  void schedulesBringRollupsAlong(TestServer server) throws Exception {
    Answer created = new Streams(server).create("S", ALLOWED).isOk();
    assertThat(created.text()).contains("\"allow_msg_ttl\":false,\"allow_msg_schedules\":true,");
    assertThat(created.at("config.allow_rollup_hdrs")).isEqualTo(true);
  }

  @Contract
  void theyAreNotShownWhereTheyAreNotAllowed(TestServer server) throws Exception {
    Answer created = new Streams(server).create("S", "'allow_msg_schedules':false").isOk();
    assertThat(created.text()).doesNotContain("allow_msg_schedules");
  }

  @Contract
  void theyNeedTheSecondLevelOfTheApi(TestServer server) throws Exception {
    Answer created = new Streams(server).create("S", ALLOWED).isOk();
    assertThat(created.text()).contains(LEVEL_2);
  }

  @Contract
  void theyLiftTheDenialOfPurges(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    Answer created = streams.create("S", ALLOWED + ",'deny_purge':true").isOk();
    assertThat(created.at("config.deny_purge")).isEqualTo(false);
    streams
        .create("T", ALLOWED + ",'deny_purge':true,'allow_rollup_hdrs':true")
        .isError(500, 10052, "roll-ups require the purge permission");
  }

  @Contract
  void pedanticModeWantsTheRollupsToBeNamed(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    streams
        .create("S", "'pedantic':true," + ALLOWED)
        .isError(500, 10052, "message scheduling cannot be set if roll-ups are disabled");
    streams.create("S", "'pedantic':true,'allow_rollup_hdrs':true," + ALLOWED).isOk();
  }

  @Contract
  void schedulesDoNotGoWithEverything(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    streams
        .create("S", ALLOWED + ",'discard':'new'")
        .isError(500, 10052, "message scheduling cannot use discard new");
    streams
        .create("S", ALLOWED + ",'allow_msg_counter':true")
        .isError(500, 10052, "counter stream cannot use message schedules");
    streams
        .create("S", ALLOWED + ",'mirror':{'name':'T'}")
        .isError(400, 10186, "stream mirrors can not also schedule messages");
    streams
        .create("S", ALLOWED + ",'sources':[{'name':'T'}]")
        .isError(400, 10187, "stream source can not also schedule messages");
  }

  @Contract
  void theyMayBeAllowedLater(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    streams
        .publish("S", "x", "Nats-Schedule", "@daily", "Nats-Schedule-Target", "S")
        .isError(400, 10188, "message schedules is disabled");
    Answer updated = streams.update("S", ALLOWED).isOk();
    assertThat(updated.at("config.allow_msg_schedules")).isEqualTo(true);
    assertThat(updated.at("config.allow_rollup_hdrs")).isEqualTo(true);
    assertThat(updated.text()).contains(LEVEL_2);
  }

  @Contract
  void theyCannotBeDisabled(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", ALLOWED);
    streams
        .update("S", "'allow_rollup_hdrs':true")
        .isError(500, 10052, "message schedules can not be disabled");
    assertThat(streams.info("S").at("config.allow_msg_schedules")).isEqualTo(true);
  }

  @Contract
  void rollupsCannotBeForbiddenUnderThem(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", ALLOWED);
    Answer updated = streams.update("S", ALLOWED + ",'allow_rollup_hdrs':false").isOk();
    assertThat(updated.at("config.allow_rollup_hdrs")).isEqualTo(true);
  }

  @Contract
  void aStreamThatDeniesPurgesCannotGetThem(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'deny_purge':true");
    streams
        .update("S", ALLOWED + ",'deny_purge':true")
        .isError(500, 10052, "stream configuration update can not cancel deny purge");
  }

  @Contract
  void aSealedStreamKeepsThemAndCannotBeUpdatedWithItsOwnConfiguration(TestServer server)
      throws Exception {
    Streams streams = new Streams(server).with("S", ALLOWED);
    Answer sealed = streams.update("S", ALLOWED + ",'sealed':true").isOk();
    assertThat(sealed.at("config.allow_msg_schedules")).isEqualTo(true);
    assertThat(sealed.at("config.discard")).isEqualTo("new");
    assertThat(sealed.at("config.allow_rollup_hdrs")).isEqualTo(false);
    streams
        .update("S", ALLOWED + ",'sealed':true,'discard':'new'")
        .isError(500, 10052, "message scheduling cannot use discard new");
  }
}
