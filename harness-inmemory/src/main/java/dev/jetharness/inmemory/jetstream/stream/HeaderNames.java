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
  static final String INCREMENT = "Nats-Incr";
  static final String BATCH_ID = "Nats-Batch-Id";
  static final String SCHEDULE = "Nats-Schedule";
  static final String SCHEDULE_TIME_ZONE = "Nats-Schedule-Time-Zone";
  static final String SCHEDULE_NEXT = "Nats-Schedule-Next";
  static final String SCHEDULER = "Nats-Scheduler";
  static final String STREAM_SOURCE = "Nats-Stream-Source";
  static final String ALL_EXPECTED = "Nats-Expected-";
  static final String ALL_BATCH = "Nats-Batch-";
  static final String REQUEST_INFO = "Nats-Request-Info";

  private HeaderNames() {}
}
