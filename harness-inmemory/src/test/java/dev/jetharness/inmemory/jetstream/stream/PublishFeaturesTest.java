package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.message;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.refused;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers of features that a stream does not have. */
class PublishFeaturesTest {
  private final StreamFixture fixture = new StreamFixture(config());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nats-TTL: 5s | 10166 | per-message TTL is disabled",
        "Nats-TTL: never | 10166 | per-message TTL is disabled",
        "Nats-TTL: 500ms | 10165 | invalid per-message TTL",
        "Nats-TTL: junk | 10165 | invalid per-message TTL",
        "Nats-Incr: +1 | 10168 | message counters is disabled",
        "Nats-Incr: one | 10171 | message counter increment is invalid",
        "Nats-Batch-Id: b | 10174 | atomic publish is disabled",
        "Nats-Schedule: @every 1m | 10188 | message schedules is disabled",
        "Nats-Schedule: junk | 10188 | message schedules is disabled",
        "Nats-Schedule-Time-Zone: Mars | 10188 | message schedules is disabled",
        "Nats-Schedule-Time-Zone: | 10188 | message schedules is disabled",
        "Nats-Schedule-Next: later | 10212 | message schedules invalid scheduler",
        "Nats-Schedule-Next: purge | 10212 | message schedules invalid scheduler",
        "Nats-Scheduler: s.b | 10212 | message schedules invalid scheduler",
        "Nats-Stream-Source: T 1 | 10227 | message stream source header is not allowed",
      })
  void areRefusedAsOnAServerWhereTheFeatureIsOff(String header, int code, String description) {
    assertThat(fixture.publish("s.a", "x", header)).isEqualTo(refused(400, code, description));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nats-TTL: 00",
        "Nats-TTL:",
        "Nats-Incr:",
        "Nats-Batch-Id:",
        "Nats-Schedule-Time-Zone: Europe/Berlin",
        "Nats-Schedule-Target: s.b",
        "Nats-Required-Api-Level: 99"
      })
  void passWhereTheyAskForNothing(String header) {
    assertThat(fixture.publish("s.a", "x", header)).isEqualTo(stored(1));
  }

  @Test
  void aScheduleMayBePurgedOnlyOnAnotherLiteralSubject() {
    assertThat(publishPurge("s.b")).isEqualTo(schedulesDisabled());
    assertThat(publishPurge("s.a")).isEqualTo(invalidScheduler());
    assertThat(publishPurge("s.*")).isEqualTo(invalidScheduler());
  }

  @Test
  void repliesOfFastBatchesAreRefused() {
    fixture.account.send(message("s.a", "in.b.1.ok.1.0.$FI", "x"), null);
    fixture.account.send(message("s.a", "malformed.$FI", "x", "Nats-TTL: junk"), null);

    assertThat(fixture.account.sent())
        .extracting(sent -> sent.text())
        .containsOnly(refused(400, 10205, "batch publish is disabled"))
        .hasSize(2);
  }

  @Test
  void batchedMessagesMeetTheChecksOfSizeFirst() {
    StreamFixture small = new StreamFixture(config().maxMessageSize(10));

    assertThat(small.publish("s.a", "x", "Nats-Batch-Id: b"))
        .isEqualTo(refused(400, 10054, "message size exceeds maximum allowed"));
  }

  private String publishPurge(String scheduler) {
    return fixture.publish("s.a", "x", "Nats-Schedule-Next: purge", "Nats-Scheduler: " + scheduler);
  }

  private static String schedulesDisabled() {
    return refused(400, 10188, "message schedules is disabled");
  }

  private static String invalidScheduler() {
    return refused(400, 10212, "message schedules invalid scheduler");
  }
}
