package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** What is refused when a schedule, or the end of one, is published, and what first. */
class ScheduleCheckContractTest {
  private static final String SCHEDULE = "Nats-Schedule: @at 2090-01-01T00:00:00Z";
  private static final String TARGET = "Nats-Schedule-Target: s.target";

  private final StringBuilder wrong = new StringBuilder();

  private static RawPublisher publisher(TestServer server) throws Exception {
    new Streams(server).with("S", "'subjects':['s.>'],'allow_msg_schedules':true");
    return new RawPublisher(server);
  }

  private static String refused(int code, String description) {
    return "{\"error\":{\"code\":400,\"err_code\":%d,\"description\":\"%s\"},\"stream\":\"S\",\"seq\":0}"
        .formatted(code, description);
  }

  /** Publishes on s.a; what was answered otherwise is told by {@link #nothingIsWrong}. */
  private void expect(String answer, RawPublisher publisher, String... lines) throws Exception {
    String actual = publisher.publish("s.a", "x", lines).text();
    if (!actual.equals(answer)) {
      wrong.append('\n').append(String.join(" | ", lines)).append(" -> ").append(actual);
    }
  }

  private void nothingIsWrong() {
    assertThat(wrong.toString()).isEmpty();
  }

  @Contract
  void theTargetMustBeAnotherLiteralSubjectOfTheStream(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    String invalid = refused(10190, "message schedules target is invalid");
    expect(invalid, publisher, SCHEDULE);
    for (String target : new String[] {"", "s.a", "s.*", "s.>", "s..b", "s b", "other", "S.b"}) {
      expect(invalid, publisher, SCHEDULE, "Nats-Schedule-Target: " + target);
    }
    nothingIsWrong();
  }

  @Contract
  void theSourceMustBeAThirdLiteralSubjectOfTheStream(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    String invalid = refused(10203, "message schedules source is invalid");
    for (String source : new String[] {"s.a", "s.target", "s.*", "s.>", "s..b", "other"}) {
      expect(invalid, publisher, SCHEDULE, TARGET, "Nats-Schedule-Source: " + source);
    }
    nothingIsWrong();
    publisher.publish("s.a", "x", SCHEDULE, TARGET, "Nats-Schedule-Source:").isOk();
    publisher.publish("s.a", "x", SCHEDULE, TARGET, "Nats-Schedule-Source: s.b").isOk();
  }

  @Contract
  void theTimeToLiveMustBeOneAndAllowed(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    String invalid = refused(10191, "message schedules invalid per-message TTL");
    for (String ttl : new String[] {"soon", "0", "500ms", "-1"}) {
      expect(invalid, publisher, SCHEDULE, TARGET, "Nats-Schedule-TTL: " + ttl);
    }
    String disabled = refused(10166, "per-message TTL is disabled");
    for (String ttl : new String[] {"5s", "5", "never", "00"}) {
      expect(disabled, publisher, SCHEDULE, TARGET, "Nats-Schedule-TTL: " + ttl);
    }
    nothingIsWrong();
    publisher.publish("s.a", "x", SCHEDULE, TARGET, "Nats-Schedule-TTL:").isOk();
  }

  @Contract
  void onlyASubjectMayBeRolledUp(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    String invalid = refused(10192, "message schedules invalid rollup");
    for (String rollup : new String[] {"all", "SUB", "x"}) {
      expect(invalid, publisher, SCHEDULE, TARGET, "Nats-Schedule-Rollup: " + rollup);
    }
    expect(invalid, publisher, SCHEDULE, TARGET, "Nats-Rollup: all");
    expect(invalid, publisher, SCHEDULE, TARGET, "Nats-Rollup: x");
    nothingIsWrong();
    publisher.publish("s.a", "x", SCHEDULE, TARGET, "Nats-Schedule-Rollup: sub").isOk();
    publisher.publish("s.a", "x", SCHEDULE, TARGET, "Nats-Rollup: SUB").isOk();
  }

  /** Each step makes one thing right, and so shows the error that was hidden behind it. */
  @Contract
  void theErrorsComeInOrder(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    String zone = "Nats-Schedule-Time-Zone: Mars";
    String pattern = "Nats-Schedule: daily";
    String ttl = "Nats-Schedule-TTL: soon";
    String rollup = "Nats-Schedule-Rollup: all";
    String target = "Nats-Schedule-Target: s.*";
    String source = "Nats-Schedule-Source: s.*";
    String own = "Nats-Rollup: all";
    expect(
        refused(10223, "message schedules time zone is invalid"),
        publisher,
        own,
        source,
        target,
        rollup,
        ttl,
        pattern,
        zone);
    expect(
        refused(10189, "message schedules pattern is invalid"),
        publisher,
        own,
        source,
        target,
        rollup,
        ttl,
        pattern);
    expect(
        refused(10191, "message schedules invalid per-message TTL"),
        publisher,
        own,
        source,
        target,
        rollup,
        ttl,
        SCHEDULE);
    ttl = "Nats-Schedule-TTL: 5s";
    expect(
        refused(10192, "message schedules invalid rollup"),
        publisher,
        own,
        source,
        target,
        rollup,
        ttl,
        SCHEDULE);
    expect(
        refused(10166, "per-message TTL is disabled"),
        publisher,
        own,
        source,
        target,
        ttl,
        SCHEDULE);
    expect(
        refused(10190, "message schedules target is invalid"),
        publisher,
        own,
        source,
        target,
        SCHEDULE);
    target = "Nats-Schedule-Target: elsewhere";
    expect(
        refused(10203, "message schedules source is invalid"),
        publisher,
        own,
        source,
        target,
        SCHEDULE);
    source = "Nats-Schedule-Source: nowhere";
    expect(
        refused(10190, "message schedules target is invalid"),
        publisher,
        own,
        source,
        target,
        SCHEDULE);
    expect(
        refused(10203, "message schedules source is invalid"),
        publisher,
        own,
        source,
        TARGET,
        SCHEDULE);
    expect(refused(10192, "message schedules invalid rollup"), publisher, own, TARGET, SCHEDULE);
    nothingIsWrong();
  }

  @Contract
  void expectationsComeBeforeSchedulesAndDuplicatesAfter(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    String pattern = "Nats-Schedule: daily";
    expect(
        refused(10071, "wrong last sequence: 0"),
        publisher,
        pattern,
        "Nats-Expected-Last-Sequence: 7");
    publisher.publish("s.b", "x", "Nats-Msg-Id: id").isOk();
    expect(
        refused(10189, "message schedules pattern is invalid"),
        publisher,
        pattern,
        "Nats-Msg-Id: id",
        "Nats-Scheduler: s.b",
        "Nats-Stream-Source: T 1");
    expect(
        "{\"stream\":\"S\",\"seq\":1,\"duplicate\": true}",
        publisher,
        SCHEDULE,
        TARGET,
        "Nats-Msg-Id: id");
    nothingIsWrong();
  }

  @Contract
  void theRollupThatIsAddedCountsForTheSize(TestServer server) throws Exception {
    int size = RawPublisher.block(SCHEDULE, TARGET, "Nats-Rollup: sub").length() + 1;
    new Streams(server)
        .with("S", "'subjects':['s.>'],'allow_msg_schedules':true,'max_msg_size':" + size);
    RawPublisher publisher = new RawPublisher(server);
    publisher
        .publish("s.a", "xx", SCHEDULE, TARGET)
        .isError(400, 10054, "message size exceeds maximum allowed");
    publisher.publish("s.a", "x", SCHEDULE, TARGET).isOk();
  }

  @Contract
  void aScheduleIsStoredWithARollupOfItsSubject(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    Streams streams = new Streams(server).holding("s.a", "1", "2");
    assertThat(publisher.publish("s.a", "x", "A:b", SCHEDULE, TARGET).text())
        .isEqualTo("{\"stream\":\"S\",\"seq\":3}");
    assertThat(streams.contents("S")).containsExactly("3:s.a:x");
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':3}")))
        .isEqualTo(RawPublisher.block("A:b", SCHEDULE, TARGET, "Nats-Rollup: sub"));
  }

  @Contract
  void aRollupThatIsThereIsKept(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    publisher.publish("s.a", "x", "Nats-Rollup: Sub", SCHEDULE, TARGET).isOk();
    assertThat(Streams.headerBlock(new Streams(server).get("S", "{'seq':1}")))
        .isEqualTo(RawPublisher.block("Nats-Rollup: Sub", SCHEDULE, TARGET));
  }

  @Contract
  void anEmptyRollupHidesTheOneThatIsAdded(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    publisher.publish("s.a", "x", SCHEDULE, TARGET).isOk();
    publisher.publish("s.a", "y", SCHEDULE, TARGET, "Nats-Rollup:").isOk();
    assertThat(new Streams(server).contents("S")).containsExactly("1:s.a:x", "2:s.a:y");
  }

  @Contract
  void withoutSchedulesEveryErrorOfAPatternIsThatTheyAreDisabled(TestServer server)
      throws Exception {
    new Streams(server).with("S", "'subjects':['s.>']");
    RawPublisher publisher = new RawPublisher(server);
    String disabled = refused(10188, "message schedules is disabled");
    expect(disabled, publisher, SCHEDULE);
    expect(disabled, publisher, "Nats-Schedule: daily");
    expect(disabled, publisher, "Nats-Schedule-Time-Zone: Mars");
    expect(disabled, publisher, "Nats-Schedule-Time-Zone:");
    expect(disabled, publisher, SCHEDULE, "Nats-Schedule-Time-Zone: UTC");
    expect(disabled, publisher, "Nats-Schedule-Next: purge", "Nats-Scheduler: s.b");
    String invalid = refused(10212, "message schedules invalid scheduler");
    expect(invalid, publisher, "Nats-Schedule-Next: purge", "Nats-Scheduler: s.a");
    expect(invalid, publisher, "Nats-Scheduler: s.b");
    nothingIsWrong();
    publisher.publish("s.a", "x", "Nats-Schedule-Time-Zone: UTC", TARGET).isOk();
    publisher.publish("s.a", "x", "Nats-Schedule:").isOk();
    publisher.publish("s.a", "x", "Nats-Schedule: @at 0001-01-01T00:00:00Z").isOk();
  }

  @Contract
  void aMessageMayEndASchedule(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    publisher.publish("s.a", "x", SCHEDULE, TARGET).isOk();
    publisher.publish("s.b", "y", "Nats-Schedule-Next: purge", "Nats-Scheduler: s.a").isOk();
    assertThat(new Streams(server).contents("S")).containsExactly("2:s.b:y");
    publisher.publish("s.b", "z", "Nats-Schedule-Next: purge", "Nats-Scheduler: gone").isOk();
    assertThat(new Streams(server).contents("S")).containsExactly("2:s.b:y", "3:s.b:z");
  }

  @Contract
  void onlyASchedulesMessageMayBeEnded(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    new Streams(server).holding("s.b", "x");
    String invalid = refused(10212, "message schedules invalid scheduler");
    String purge = "Nats-Schedule-Next: purge";
    expect(invalid, publisher, purge);
    for (String scheduler : new String[] {"", "s.a", "s.b", "s.*", "s..c"}) {
      expect(invalid, publisher, purge, "Nats-Scheduler: " + scheduler);
    }
    nothingIsWrong();
    assertThat(new Streams(server).messages("S")).isEqualTo(1);
  }

  @Contract
  void onlyTheServerSaysWhichScheduleProducedAMessageAndWhenItDoesNext(TestServer server)
      throws Exception {
    RawPublisher publisher = publisher(server);
    String invalid = refused(10212, "message schedules invalid scheduler");
    expect(invalid, publisher, "Nats-Scheduler: s.b");
    expect(invalid, publisher, "Nats-Scheduler: s.b", "Nats-Schedule-Next: PURGE");
    expect(invalid, publisher, "Nats-Scheduler: s.b", "Nats-Schedule-Next: 2090-01-01T00:00:00Z");
    nothingIsWrong();
    publisher.publish("s.a", "x", "Nats-Scheduler:", "Nats-Schedule-Next:").isOk();
  }
}
