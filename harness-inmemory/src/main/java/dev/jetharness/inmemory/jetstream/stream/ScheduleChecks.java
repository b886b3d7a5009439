package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.schedule.Firing;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.Subjects;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client may say about schedules in the headers of a message (ADR-51). */
final class ScheduleChecks {
  /** The only rollup that a schedule may have or ask for. */
  private static final String SUBJECT = "sub";

  private final StreamCore core;

  ScheduleChecks(StreamCore core) {
    this.core = core;
  }

  /**
   * Checks a schedule. One that passes is given the rollup by which it takes the place of the one
   * before it on its subject.
   */
  @Nullable ApiError schedule(Publication publication) {
    if (!publication.headers().mentions(HeaderNames.SCHEDULE)) {
      return null;
    }
    ScheduleHeaders schedule = new ScheduleHeaders(publication.headers());
    long now = core.context().clock().now();
    Firing first = schedule.next(now, now);
    if (first != null && first.isNever()) {
      return null;
    }
    if (!core.config().allowSchedules()) {
      return PublishErrors.schedulesDisabled();
    }
    if (first == null) {
      return schedule.hasUnknownTimeZone()
          ? PublishErrors.scheduleTimeZoneInvalid()
          : PublishErrors.schedulePatternInvalid();
    }
    ApiError refusal = produced(schedule);
    if (refusal == null) {
      refusal = subjects(schedule, publication.subject());
    }
    return refusal == null ? rollUp(publication) : refusal;
  }

  /**
   * Checks a message that ends a schedule. Which schedule produced a message, and what comes next,
   * only the server may say otherwise.
   */
  @Nullable ApiError scheduler(Publication publication) {
    String next = publication.header(HeaderNames.SCHEDULE_NEXT);
    String scheduler = publication.header(HeaderNames.SCHEDULER);
    if (next.isEmpty()) {
      return scheduler.isEmpty() ? null : PublishErrors.schedulerInvalid();
    }
    if (!next.equals(Schedules.PURGE)
        || !Subjects.isValidLiteral(scheduler)
        || scheduler.equals(publication.subject())) {
      return PublishErrors.schedulerInvalid();
    }
    if (!core.config().allowSchedules()) {
      return PublishErrors.schedulesDisabled();
    }
    return holdsNoSchedule(publication.staged(), scheduler)
        ? PublishErrors.schedulerInvalid()
        : null;
  }

  /** Whether the newest message of a subject, of those staged too, is something else. */
  private boolean holdsNoSchedule(Staged staged, String subject) {
    Publication last = staged.last(subject);
    if (last != null) {
      return !last.has(HeaderNames.SCHEDULE);
    }
    StoredMessage stored = core.last(subject);
    return stored != null && HeaderBlock.of(stored.headers()).value(HeaderNames.SCHEDULE).isEmpty();
  }

  /** What it says about the messages that it is to produce. */
  private @Nullable ApiError produced(ScheduleHeaders schedule) {
    if (MessageTtl.parse(schedule.ttl()) == null) {
      return PublishErrors.scheduleTtlInvalid();
    }
    if (!schedule.rollup().isEmpty() && !schedule.rollup().equals(SUBJECT)) {
      return PublishErrors.scheduleRollupInvalid();
    }
    return schedule.ttl().isEmpty() || core.config().allowMessageTtl()
        ? null
        : PublishErrors.ttlDisabled();
  }

  private @Nullable ApiError subjects(ScheduleHeaders schedule, String subject) {
    String target = schedule.target();
    String source = schedule.source();
    if (!Subjects.isValidLiteral(target) || target.equals(subject)) {
      return PublishErrors.scheduleTargetInvalid();
    }
    boolean sourced = !source.isEmpty();
    if (sourced
        && (source.equals(target) || source.equals(subject) || !Subjects.isValidLiteral(source))) {
      return PublishErrors.scheduleSourceInvalid();
    }
    if (!isInStream(target)) {
      return PublishErrors.scheduleTargetInvalid();
    }
    return sourced && !isInStream(source) ? PublishErrors.scheduleSourceInvalid() : null;
  }

  private boolean isInStream(String subject) {
    return core.config().subjects().stream().anyMatch(own -> Subjects.matches(subject, own));
  }

  private static @Nullable ApiError rollUp(Publication publication) {
    String rollup = publication.header(HeaderNames.ROLLUP);
    if (rollup.isEmpty()) {
      publication.rewrite(publication.headers().with(HeaderNames.ROLLUP, SUBJECT));
      return null;
    }
    return rollup.toLowerCase(Locale.ROOT).equals(SUBJECT)
        ? null
        : PublishErrors.scheduleRollupInvalid();
  }
}
