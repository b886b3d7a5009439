package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.schedule.Firing;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;

/** Makes the message that a schedule produces. */
final class ScheduledMessage {
  /** How the headers begin that concern schedules only, {@code Nats-Scheduler} among them. */
  private static final String SCHEDULING = "Nats-Schedule";

  private static final String EXPECTATIONS = "Nats-Expected-";

  private ScheduledMessage() {}

  /**
   * The message: the content's headers, without those that would keep it from being stored, and its
   * payload.
   *
   * @param schedule the message that is the schedule
   * @param content the message to copy
   * @param said what the schedule's headers say
   * @param next when it fires next, if it repeats
   */
  static Message of(
      StoredMessage schedule, StoredMessage content, ScheduleHeaders said, Firing next) {
    HeaderBlock headers =
        HeaderBlock.of(content.headers())
            .withoutAllThatBegin(SCHEDULING)
            .withoutAllThatBegin(EXPECTATIONS)
            .without(HeaderNames.MESSAGE_ID)
            .without(HeaderNames.TTL)
            .without(HeaderNames.ROLLUP)
            .with(HeaderNames.SCHEDULER, schedule.subject())
            .with(HeaderNames.SCHEDULE_NEXT, next.repeats() ? next.text() : Schedules.PURGE);
    headers = withIfSet(headers, HeaderNames.TTL, said.ttl());
    headers = withIfSet(headers, HeaderNames.ROLLUP, said.rollup());
    return new Message(said.target(), null, headers.bytes(), content.payload());
  }

  private static HeaderBlock withIfSet(HeaderBlock headers, String name, String value) {
    return value.isEmpty() ? headers : headers.with(name, value);
  }
}
