package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import java.time.Instant;

/** Schedules together with times to live and with batches. */
class ScheduleWithFeaturesContractTest {
  private static final String PAST = "Nats-Schedule: @at 2020-01-01T00:00:00Z";
  private static final String TARGET = "Nats-Schedule-Target: s.target";
  private static final String BATCH = "Nats-Batch-Id: b";

  private static Streams streams(TestServer server, String more) throws Exception {
    return new Streams(server).with("S", "'subjects':['s.>'],'allow_msg_schedules':true," + more);
  }

  private static String producedHeaders(Streams streams) throws Exception {
    String body = "{'last_by_subj':'s.target'}";
    Await.until("it fires", () -> streams.get("S", body).at("error") == null);
    return Streams.headerBlock(streams.get("S", body));
  }

  @Contract
  void theProducedMessageHasTheTimeToLiveThatIsAskedFor(TestServer server) throws Exception {
    Streams streams = streams(server, "'allow_msg_ttl':true");
    new RawPublisher(server)
        .publish(
            "s.a",
            "x",
            "Nats-TTL: never",
            PAST,
            TARGET,
            "Nats-Schedule-Rollup: sub",
            "Nats-Schedule-TTL: 5m")
        .isOk();
    assertThat(producedHeaders(streams))
        .isEqualTo(
            RawPublisher.block(
                "Nats-Scheduler: s.a",
                "Nats-Schedule-Next: purge",
                "Nats-TTL: 5m",
                "Nats-Rollup: sub"));
  }

  @Contract
  void aScheduleMayBeInABatchAndItsMessageKeepsTheBatchsHeaders(TestServer server)
      throws Exception {
    Streams streams = streams(server, "'allow_atomic':true");
    RawPublisher publisher = new RawPublisher(server);
    publisher
        .publish("s.a", "x", PAST, TARGET, BATCH, "Nats-Batch-Sequence: 1", "Nats-Batch-Commit: 1")
        .isOk();
    assertThat(producedHeaders(streams))
        .isEqualTo(
            RawPublisher.block(
                BATCH,
                "Nats-Batch-Sequence: 1",
                "Nats-Batch-Commit: 1",
                "Nats-Scheduler: s.a",
                "Nats-Schedule-Next: purge"));
  }

  /** What has a batch's header counts as checked. */
  @Contract
  void aScheduleFromABatchFiresEvenInASealedStream(TestServer server) throws Exception {
    Streams streams = streams(server, "'allow_atomic':true");
    String soon = "Nats-Schedule: @at " + Instant.now().plusSeconds(3);
    new RawPublisher(server)
        .publish("s.a", "x", soon, TARGET, BATCH, "Nats-Batch-Sequence: 1", "Nats-Batch-Commit: 1")
        .isOk();
    streams
        .update(
            "S", "'subjects':['s.>'],'allow_msg_schedules':true,'allow_atomic':true,'sealed':true")
        .isOk();
    producedHeaders(streams);
    assertThat(streams.contents("S")).containsExactly("1:s.a:x", "2:s.target:x");
  }

  @Contract
  void aBatchIsRefusedForASchedulesError(TestServer server) throws Exception {
    streams(server, "'allow_atomic':true");
    new RawPublisher(server)
        .publish("s.a", "x", PAST, BATCH, "Nats-Batch-Sequence: 1", "Nats-Batch-Commit: 1")
        .isError(400, 10190, "message schedules target is invalid");
  }

  @Contract
  void aBatchMayEndAScheduleOfItsOwn(TestServer server) throws Exception {
    Streams streams = streams(server, "'allow_atomic':true");
    RawPublisher publisher = new RawPublisher(server);
    publisher.publish("s.a", "x", PAST, TARGET, BATCH, "Nats-Batch-Sequence: 1");
    publisher
        .publish(
            "s.b",
            "y",
            "Nats-Schedule-Next: purge",
            "Nats-Scheduler: s.a",
            BATCH,
            "Nats-Batch-Sequence: 2",
            "Nats-Batch-Commit: 1")
        .isOk();
    assertThat(streams.contents("S")).containsExactly("2:s.b:y");
  }

  @Contract
  void aBatchMayNotEndWhatIsNoScheduleOfItsOwn(TestServer server) throws Exception {
    Streams streams = streams(server, "'allow_atomic':true");
    RawPublisher publisher = new RawPublisher(server);
    publisher.publish("s.a", "x", BATCH, "Nats-Batch-Sequence: 1");
    publisher
        .publish(
            "s.b",
            "y",
            "Nats-Schedule-Next: purge",
            "Nats-Scheduler: s.a",
            BATCH,
            "Nats-Batch-Sequence: 2",
            "Nats-Batch-Commit: 1")
        .isError(400, 10212, "message schedules invalid scheduler");
    assertThat(streams.messages("S")).isZero();
  }
}
