package dev.jetharness.inmemory.jetstream.stream;

/** The headers that a stream acts upon when a message is published. */
final class HeaderNames {
  /** What all of them begin with. */
  static final String PREFIX = "Nats-";

  static final String MESSAGE_ID = "Nats-Msg-Id";
  static final String EXPECTED_STREAM = "Nats-Expected-Stream";
  static final String EXPECTED_LAST_SEQUENCE = "Nats-Expected-Last-Sequence";
  static final String EXPECTED_LAST_SUBJECT_SEQUENCE = "Nats-Expected-Last-Subject-Sequence";
  static final String EXPECTED_LAST_SUBJECT_SEQUENCE_SUBJECT =
      "Nats-Expected-Last-Subject-Sequence-Subject";
  static final String EXPECTED_LAST_MESSAGE_ID = "Nats-Expected-Last-Msg-Id";
  static final String ROLLUP = "Nats-Rollup";
  static final String TTL = "Nats-TTL";
  static final String MARKER_REASON = "Nats-Marker-Reason";
  static final String KEY_VALUE_OPERATION = "KV-Operation";
  static final String INCREMENT = "Nats-Incr";
  static final String COUNTER_SOURCES = "Nats-Counter-Sources";
  static final String BATCH_ID = "Nats-Batch-Id";
  static final String BATCH_SEQUENCE = "Nats-Batch-Sequence";
  static final String BATCH_COMMIT = "Nats-Batch-Commit";
  static final String REQUIRED_API_LEVEL = "Nats-Required-Api-Level";
  static final String SCHEDULE = "Nats-Schedule";
  static final String SCHEDULE_TARGET = "Nats-Schedule-Target";
  static final String SCHEDULE_SOURCE = "Nats-Schedule-Source";
  static final String SCHEDULE_TTL = "Nats-Schedule-TTL";
  static final String SCHEDULE_ROLLUP = "Nats-Schedule-Rollup";
  static final String SCHEDULE_TIME_ZONE = "Nats-Schedule-Time-Zone";
  static final String SCHEDULE_NEXT = "Nats-Schedule-Next";
  static final String SCHEDULER = "Nats-Scheduler";
  static final String STREAM_SOURCE = "Nats-Stream-Source";
  static final String ALL_EXPECTED = "Nats-Expected-";
  static final String ALL_BATCH = "Nats-Batch-";
  static final String REQUEST_INFO = "Nats-Request-Info";

  private HeaderNames() {}
}
