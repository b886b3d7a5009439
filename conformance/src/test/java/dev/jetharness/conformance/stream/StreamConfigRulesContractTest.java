package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** Which stream configurations are refused, and with which words. */
class StreamConfigRulesContractTest {
  private static void refused(TestServer server, String members, String description)
      throws Exception {
    new Streams(server).create("S", members).isError(500, 10052, description);
  }

  @Contract
  void theNameInTheSubjectMustBeTheNameInTheBody(TestServer server) throws Exception {
    new Streams(server)
        .call("STREAM.CREATE.S", "{'name':'T'}")
        .isError(400, 10056, "stream name in subject does not match request");
  }

  @Contract
  void anEmptyBodyNamesNoStream(TestServer server) throws Exception {
    new Streams(server)
        .call("STREAM.CREATE.S", "")
        .isError(400, 10056, "stream name in subject does not match request");
  }

  @Contract
  void aNameMayNotHoldAWildcard(TestServer server) throws Exception {
    new Streams(server)
        .create("a*b", "")
        .isError(
            500, 10052, "stream name is required and can not contain '.', '*', '>', '\\', '/'");
  }

  @Contract
  void aNameMayNotHoldAPathSeparator(TestServer server) throws Exception {
    new Streams(server)
        .create("a/b", "")
        .isError(400, 10128, "Stream name can not contain path separators");
  }

  @Contract
  void aNameMayNotBeLongerThan255Bytes(TestServer server) throws Exception {
    // In memory, because a server can't remove a directory with so long a name.
    String name = "n".repeat(255);
    Streams streams = new Streams(server);
    streams.create(name, "'storage':'memory'").isOk();
    streams
        .create(name + "n", "")
        .isError(500, 10052, "stream name is too long, maximum allowed is 255");
  }

  @Contract
  void aDescriptionMayNotBeLongerThan4096Bytes(TestServer server) throws Exception {
    new Streams(server).create("LONGEST", "'description':'" + "d".repeat(4096) + "'").isOk();
    refused(
        server,
        "'description':'" + "d".repeat(4097) + "'",
        "stream description is too long, maximum allowed is 4096");
  }

  @Contract
  void metadataMayNotBeLargerThan128KiB(TestServer server) throws Exception {
    refused(
        server,
        "'metadata':{'a':'" + "x".repeat(131072) + "'}",
        "stream metadata exceeds maximum size of 131072 bytes");
  }

  @Contract
  void subjectsMustBeValid(TestServer server) throws Exception {
    for (String subject : new String[] {"", "a..b", "a b", ".a", "a.", "a.>.b"}) {
      refused(server, "'subjects':['" + subject + "']", "invalid subject");
    }
  }

  @Contract
  void aSubjectMayNotBeNamedTwice(TestServer server) throws Exception {
    refused(server, "'subjects':['a','a']", "subject \"a\" overlaps with \"a\"");
  }

  @Contract
  void aStreamsOwnSubjectsMayNotOverlap(TestServer server) throws Exception {
    refused(server, "'subjects':['a.*','b','a.b']", "subject \"a.*\" overlaps with \"a.b\"");
  }

  @Contract
  void subjectsOfTwoStreamsMayNotOverlap(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['a.*.c']");
    streams
        .create("T", "'subjects':['x','a.b.>']")
        .isError(400, 10065, "subjects overlap with an existing stream");
  }

  @Contract
  void subjectsThatCannotMeetDoNotOverlap(TestServer server) throws Exception {
    new Streams(server).with("S", "'subjects':['a.*']").with("T", "'subjects':['a','a.*.>','b.*']");
  }

  @Contract
  void capturingEverythingNeedsNoAck(TestServer server) throws Exception {
    refused(server, "'subjects':['>']", "capturing all subjects requires no-ack to be true");
    new Streams(server).create("S", "'subjects':['>'],'no_ack':true").isOk();
  }

  @Contract
  void capturingTheApiNeedsNoAck(TestServer server) throws Exception {
    refused(
        server,
        "'subjects':['$JS.API.>']",
        "subjects that overlap with jetstream api require no-ack to be true");
    refused(
        server,
        "'subjects':['$SYS.>']",
        "subjects that overlap with system api require no-ack to be true");
  }

  @Contract
  void advisoriesMayBeCaptured(TestServer server) throws Exception {
    new Streams(server).with("S", "'subjects':['$JS.EVENT.ADVISORY.>']");
  }

  @Contract
  void theMaximumAgeIsAtLeast100Milliseconds(TestServer server) throws Exception {
    refused(server, "'max_age':-1", "max age can not be negative");
    refused(server, "'max_age':99999999", "max age needs to be >= 100ms");
    new Streams(server).create("S", "'max_age':100000000").isOk();
  }

  @Contract
  void theDuplicateWindowIsAtLeast100Milliseconds(TestServer server) throws Exception {
    refused(server, "'duplicate_window':-1", "duplicates window can not be negative");
    refused(server, "'duplicate_window':99999999", "duplicates window needs to be >= 100ms");
  }

  @Contract
  void theDuplicateWindowMayNotExceedTheMaximumAge(TestServer server) throws Exception {
    refused(
        server,
        "'duplicate_window':2000000000,'max_age':1000000000",
        "duplicates window can not be larger then max age");
  }

  @Contract
  void discardNewPerSubjectNeedsDiscardNewAndALimit(TestServer server) throws Exception {
    refused(
        server,
        "'discard_new_per_subject':true,'max_msgs_per_subject':1",
        "discard new per subject requires discard new policy to be set");
    refused(
        server,
        "'discard_new_per_subject':true,'discard':'new'",
        "discard new per subject requires max msgs per subject > 0");
  }

  @Contract
  void rollUpsNeedThePurgePermission(TestServer server) throws Exception {
    refused(
        server,
        "'deny_purge':true,'allow_rollup_hdrs':true",
        "roll-ups require the purge permission");
  }

  @Contract
  void aStreamCannotBeCreatedSealed(TestServer server) throws Exception {
    refused(server, "'sealed':true", "stream configuration for create can not be sealed");
  }

  @Contract
  void moreThanFiveReplicasAreNeverPossible(TestServer server) throws Exception {
    refused(server, "'num_replicas':6", "maximum replicas is 5");
  }

  @Contract
  void replicasNeedACluster(TestServer server) throws Exception {
    new Streams(server)
        .create("S", "'num_replicas':3")
        .isError(500, 10074, "replicas > 1 not supported in non-clustered mode");
  }

  @Contract
  void replicasCannotBeNegative(TestServer server) throws Exception {
    new Streams(server)
        .create("S", "'num_replicas':-1")
        .isError(400, 10133, "replicas count cannot be negative");
  }

  @Contract
  void pedanticModeRefusesWhatWouldBeCorrected(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    for (String limit :
        new String[] {
          "max_msgs", "max_bytes", "max_consumers", "max_msgs_per_subject", "max_msg_size"
        }) {
      streams
          .create("S", "'pedantic':true,'" + limit + "':-5")
          .isError(400, 10157, "pedantic mode: " + limit + " must be set to -1");
    }
    streams
        .create("S", "'pedantic':true,'max_age':1000000000")
        .isError(400, 10157, "pedantic mode: duplicate window cannot be bigger than max age");
  }

  @Contract
  void pedanticModeAcceptsWhatNeedsNoCorrection(TestServer server) throws Exception {
    assertThat(
            new Streams(server)
                .create("S", "'pedantic':true,'max_msgs':0")
                .isOk()
                .number("config.max_msgs"))
        .isEqualTo(-1);
  }

  @Contract
  void aRefusedStreamIsNotThere(TestServer server) throws Exception {
    refused(server, "'max_age':-1", "max age can not be negative");
    new Streams(server).info("S").isError(404, 10059, "stream not found");
  }
}
