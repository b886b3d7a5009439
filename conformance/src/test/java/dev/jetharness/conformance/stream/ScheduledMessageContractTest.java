package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.Stage;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The messages that schedules produce. */
class ScheduledMessageContractTest {
  private static final String PAST = "Nats-Schedule: @at 2020-01-01T00:00:00Z";
  private static final String TARGET = "Nats-Schedule-Target: s.target";
  private static final String ALLOWED = "'subjects':['s.>'],'allow_msg_schedules':true";

  private static RawPublisher publisher(TestServer server) throws Exception {
    new Streams(server).with("S", ALLOWED);
    return new RawPublisher(server);
  }

  /** Waits until a message has this sequence, and returns it. */
  private static Answer awaitMessage(Streams streams, long sequence) throws Exception {
    String body = "{'seq':%d}".formatted(sequence);
    Await.until("message " + sequence, () -> streams.get("S", body).at("message.subject") != null);
    return streams.get("S", body);
  }

  private static void hasHeaders(Answer message, String... lines) throws Exception {
    assertThat(Streams.headerBlock(message)).isEqualTo(RawPublisher.block(lines));
  }

  private static OffsetDateTime nextTime(Answer message) throws Exception {
    String name = "Nats-Schedule-Next: ";
    String headers = Streams.headerBlock(message);
    int start = headers.indexOf(name) + name.length();
    return OffsetDateTime.parse(headers.substring(start, headers.indexOf("\r\n", start)));
  }

  @Contract
  void aScheduleThatIsOverIsReplacedByItsMessage(TestServer server) throws Exception {
    publisher(server).publish("s.a", "text", PAST, TARGET).isOk();
    Streams streams = new Streams(server);
    hasHeaders(awaitMessage(streams, 2), "Nats-Scheduler: s.a", "Nats-Schedule-Next: purge");
    assertThat(streams.contents("S")).containsExactly("2:s.target:text");
  }

  @Contract
  void anEmptyMessageMayBeScheduled(TestServer server) throws Exception {
    publisher(server).publish("s.a", "", PAST, TARGET).isOk();
    Streams streams = new Streams(server);
    awaitMessage(streams, 2);
    assertThat(streams.contents("S")).containsExactly("2:s.target:");
  }

  @Contract
  void whatConcernsOnlyTheScheduleIsNotCopied(TestServer server) throws Exception {
    publisher(server)
        .publish(
            "s.a",
            "x",
            "A:1",
            PAST,
            "Nats-Msg-Id: id",
            TARGET,
            "B:  2 ",
            "Nats-Schedule-Of: mine",
            "Nats-Expected-Stream: S",
            "Nats-Expected-Last-Sequence: 0",
            "nats-schedule: lower",
            "Nats-Schedule-Rollup: sub",
            "X-Nats-Schedule: other")
        .isOk();
    hasHeaders(
        awaitMessage(new Streams(server), 2),
        "A:1",
        "B:  2 ",
        "nats-schedule: lower",
        "X-Nats-Schedule: other",
        "Nats-Scheduler: s.a",
        "Nats-Schedule-Next: purge",
        "Nats-Rollup: sub");
  }

  @Contract
  void theRollupThatIsAskedForIsPerformed(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    Streams streams = new Streams(server).holding("s.target", "1", "2");
    publisher.publish("s.a", "sum", PAST, TARGET, "Nats-Schedule-Rollup: sub").isOk();
    awaitMessage(streams, 4);
    assertThat(streams.contents("S")).containsExactly("4:s.target:sum");
  }

  @Contract
  void theLastMessageOfTheSourceIsCopied(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    Streams streams = new Streams(server).holding("s.source", "old");
    publisher.publish("s.source", "new", "A: 1", "Nats-Msg-Id: id", "Nats-Rollup: sub").isOk();
    publisher.publish("s.a", "x", "B: 2", PAST, TARGET, "Nats-Schedule-Source: s.source").isOk();
    hasHeaders(
        awaitMessage(streams, 4), "A: 1", "Nats-Scheduler: s.a", "Nats-Schedule-Next: purge");
    assertThat(streams.contents("S")).containsExactly("2:s.source:new", "4:s.target:new");
  }

  @Contract
  void aScheduleWhoseSourceIsEmptyCopiesItself(TestServer server) throws Exception {
    publisher(server)
        .publish("s.a", "x", "B: 2", PAST, TARGET, "Nats-Schedule-Source: s.source")
        .isOk();
    Streams streams = new Streams(server);
    hasHeaders(
        awaitMessage(streams, 2), "B: 2", "Nats-Scheduler: s.a", "Nats-Schedule-Next: purge");
    assertThat(streams.contents("S")).containsExactly("2:s.target:x");
  }

  @Contract
  void whatIsTooFarAwayForTheServersClockFiresAtOnce(TestServer server) throws Exception {
    publisher(server).publish("s.a", "x", "Nats-Schedule: @at 9999-12-31T23:59:59Z", TARGET).isOk();
    Streams streams = new Streams(server);
    awaitMessage(streams, 2);
    assertThat(streams.contents("S")).containsExactly("2:s.target:x");
  }

  @Contract
  void goGivesTheZeroTimeToWhatIsNoSchedule(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    publisher.publish("s.a", "x", "Nats-Schedule: @at 0001-01-01T00:00:00Z").isOk();
    publisher.publish("s.a", "y", "Nats-Schedule: @at 0001-01-01T05:00:00+05:00").isOk();
    publisher.publish("s.a", "z", "Nats-Schedule:").isOk();
    publisher.publish("s.b", "fence", PAST, TARGET).isOk();
    Streams streams = new Streams(server);
    awaitMessage(streams, 5);
    assertThat(streams.contents("S"))
        .containsExactly("1:s.a:x", "2:s.a:y", "3:s.a:z", "5:s.target:fence");
    hasHeaders(streams.get("S", "{'seq':1}"), "Nats-Schedule: @at 0001-01-01T00:00:00Z");
  }

  @Contract
  void anIntervalRepeats(TestServer server) throws Exception {
    Instant before = Instant.now();
    publisher(server).publish("s.a", "x", "Nats-Schedule: @every 1s", TARGET).isOk();
    Streams streams = new Streams(server);
    Answer first = awaitMessage(streams, 2);
    Answer second = awaitMessage(streams, 3);
    assertThat(Streams.headerBlock(first))
        .matches(
            "NATS/1.0\r\nNats-Scheduler: s.a\r\nNats-Schedule-Next: [-0-9]+T[:0-9]{8}Z\r\n\r\n");
    assertThat(nextTime(first).toInstant()).isAfter(before.plusSeconds(1));
    assertThat(nextTime(second)).isAfter(nextTime(first));
    assertThat(streams.contents("S")).startsWith("1:s.a:x", "2:s.target:x", "3:s.target:x");
  }

  @Contract
  void cronRepeats(TestServer server) throws Exception {
    publisher(server).publish("s.a", "x", "Nats-Schedule: * * * * * *", TARGET).isOk();
    Streams streams = new Streams(server);
    Answer first = awaitMessage(streams, 2);
    assertThat(Streams.headerBlock(first))
        .matches(
            "NATS/1.0\r\nNats-Scheduler: s.a\r\nNats-Schedule-Next: [-0-9]+T[:0-9]{8}Z\r\n\r\n");
    assertThat(nextTime(awaitMessage(streams, 3))).isAfter(nextTime(first));
  }

  @Contract
  void theNextTimeIsToldInTheTimeZone(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    String everySecond = "Nats-Schedule: * * * * * *";
    String zone = "Nats-Schedule-Time-Zone: Asia/Kolkata";
    if (server.stage() == Stage.CONTAINER) {
      publisher
          .publish("s.a", "x", everySecond, zone, TARGET)
          .isError(400, 10223, "message schedules time zone is invalid");
      return;
    }
    publisher.publish("s.a", "x", everySecond, zone, TARGET).isOk();
    assertThat(Streams.headerBlock(awaitMessage(new Streams(server), 2)))
        .contains("Nats-Scheduler: s.a\r\nNats-Schedule-Next: ", "+05:30\r\n\r\n");
  }

  @Contract
  void whatIsDueTogetherIsProducedInTheOrderInWhichItWasStored(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    String soon = "Nats-Schedule: @at " + Instant.now().plusSeconds(2);
    for (String subject : new String[] {"s.c", "s.a", "s.d", "s.b"}) {
      publisher.publish(subject, subject, soon, TARGET).isOk();
    }
    Streams streams = new Streams(server);
    awaitMessage(streams, 8);
    assertThat(streams.contents("S"))
        .containsExactly("5:s.target:s.c", "6:s.target:s.a", "7:s.target:s.d", "8:s.target:s.b");
  }

  @Contract
  void consumersReceiveWhatIsProducedButSubscribersDoNot(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    Streams streams = new Streams(server);
    streams.consumer("S", "C", "'filter_subject':'s.target','ack_policy':'explicit'").isOk();
    Subscription subscription = server.connection().subscribe("s.target");
    publisher.publish("s.a", "scheduled", PAST, TARGET).isOk();
    Message delivered = streams.next("S", "C");
    assertThat(delivered.getSubject()).isEqualTo("s.target");
    assertThat(new String(delivered.getData(), UTF_8)).isEqualTo("scheduled");
    streams.publish("s.target", "published").isOk();
    Message first = subscription.nextMessage(Duration.ofSeconds(5));
    assertThat(new String(first.getData(), UTF_8)).isEqualTo("published");
  }

  @Contract
  void theLimitsOfTheStreamApply(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", ALLOWED + ",'max_msgs_per_subject':1");
    streams.holding("s.target", "1");
    new RawPublisher(server).publish("s.a", "2", PAST, TARGET).isOk();
    awaitMessage(streams, 3);
    assertThat(streams.contents("S")).containsExactly("3:s.target:2");
  }

  @Contract
  void whatIsTooLargeIsLost(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", ALLOWED + ",'max_msg_size':200");
    streams.holding("s.source", "x".repeat(200));
    RawPublisher publisher = new RawPublisher(server);
    publisher.publish("s.a", "a", PAST, TARGET, "Nats-Schedule-Source: s.source").isOk();
    publisher.publish("s.b", "fence", PAST, TARGET).isOk();
    awaitMessage(streams, 4);
    assertThat(streams.contents("S"))
        .containsExactly("1:s.source:" + "x".repeat(200), "2:s.a:a", "4:s.target:fence");
  }

  @Contract
  void aScheduleWhoseMessageIsNotStoredFiresNoMore(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", ALLOWED + ",'retention':'interest'");
    streams.consumer("S", "C", "'filter_subject':'s.*','ack_policy':'explicit'").isOk();
    RawPublisher publisher = new RawPublisher(server);
    String deep = "Nats-Schedule-Target: s.deep.target";
    publisher.publish("s.a", "a", "Nats-Schedule: @every 1s", deep).isOk();
    Await.until(
        "the first message is passed over", () -> streams.info("S").number("state.last_seq") == 2);
    streams.consumer("S", "D", "'filter_subject':'s.deep.*','ack_policy':'explicit'").isOk();
    String later = "Nats-Schedule: @at " + Instant.now().plusSeconds(3);
    publisher.publish("s.b", "fence", later, TARGET).isOk();
    awaitMessage(streams, 4);
    assertThat(streams.contents("S")).containsExactly("1:s.a:a", "4:s.target:fence");
  }

  @Contract
  void whatNobodyIsInterestedInEndsItsScheduleAllTheSame(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", ALLOWED + ",'retention':'interest'");
    streams.consumer("S", "C", "'filter_subject':'s.*','ack_policy':'explicit'").isOk();
    new RawPublisher(server)
        .publish("s.a", "a", PAST, "Nats-Schedule-Target: s.deep.target")
        .isOk();
    Await.until("the schedule is over", () -> streams.messages("S") == 0);
    assertThat(streams.info("S").number("state.last_seq")).isEqualTo(2);
  }

  @Contract
  void aSealedStreamProducesNothing(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", ALLOWED);
    streams.with("FENCE", "'subjects':['f.>'],'allow_msg_schedules':true");
    RawPublisher publisher = new RawPublisher(server);
    Instant due = Instant.now().plusSeconds(3);
    publisher.publish("s.a", "a", "Nats-Schedule: @at " + due, TARGET).isOk();
    publisher
        .publish(
            "f.a",
            "f",
            "Nats-Schedule: @at " + due.plusSeconds(1),
            "Nats-Schedule-Target: f.target")
        .isOk();
    streams.update("S", ALLOWED + ",'sealed':true").isOk();
    Await.until("the fence fires", () -> streams.contents("FENCE").contains("2:f.target:f"));
    assertThat(streams.contents("S")).containsExactly("1:s.a:a");
    assertThat(streams.info("S").number("state.last_seq")).isEqualTo(1);
  }

  @Contract
  void anUpdateRunsWhatIsDueAtOnce(TestServer server) throws Exception {
    publisher(server).publish("s.a", "x", PAST, TARGET).isOk();
    Streams streams = new Streams(server);
    Answer updated = streams.update("S", ALLOWED + ",'max_msgs':10").isOk();
    assertThat(updated.number("state.last_seq")).isEqualTo(2);
    assertThat(streams.contents("S")).containsExactly("2:s.target:x");
  }

  @Contract
  void theTargetNeedsNoSubjectOfTheStreamAnyMore(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    String soon = "Nats-Schedule: @at " + Instant.now().plusSeconds(2);
    publisher.publish("s.a", "x", soon, TARGET).isOk();
    Streams streams = new Streams(server);
    streams.update("S", "'subjects':['t'],'allow_msg_schedules':true").isOk();
    awaitMessage(streams, 2);
    assertThat(streams.contents("S")).containsExactly("2:s.target:x");
  }

  @Contract
  void schedulesWorkOnceTheyAreAllowed(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.>']").holding("s.b", "b");
    streams.update("S", ALLOWED).isOk();
    new RawPublisher(server).publish("s.a", "x", PAST, TARGET).isOk();
    awaitMessage(streams, 3);
    assertThat(streams.contents("S")).containsExactly("1:s.b:b", "3:s.target:x");
  }

  @Contract
  void aScheduleIsKnownAsADuplicateWhenItIsOver(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server);
    publisher.publish("s.a", "x", PAST, TARGET, "Nats-Msg-Id: id").isOk();
    Streams streams = new Streams(server);
    awaitMessage(streams, 2);
    assertThat(publisher.publish("s.a", "x", PAST, TARGET, "Nats-Msg-Id: id").text())
        .isEqualTo("{\"stream\":\"S\",\"seq\":1,\"duplicate\": true}");
    publisher
        .publish("s.b", "y", "Nats-Expected-Last-Msg-Id: id")
        .isError(400, 10070, "wrong last msg ID: ");
    assertThat(streams.contents("S")).containsExactly("2:s.target:x");
  }
}
