package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.store.MessageStore;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Removes messages that are older than the stream allows. One timer serves the whole stream; as on
 * the server it runs no more often than every quarter of a second, so a message may outlive its age
 * by that much, and reads do not hide it meanwhile.
 */
final class MaxAge {
  private static final long SHORTEST_DELAY = Duration.ofMillis(250).toNanos();

  private final StreamCore core;
  private @Nullable Timer timer;

  MaxAge(StreamCore core) {
    this.core = core;
  }

  /** A message was stored; the timer runs if it does not yet. */
  void messageStored() {
    long maxAge = maxAge();
    if (timer == null && maxAge > 0) {
      schedule(maxAge);
    }
  }

  /** A message was restored that may be old: it goes as soon as the timer runs. */
  void messageRestored() {
    if (timer == null && maxAge() > 0) {
      schedule(SHORTEST_DELAY);
    }
  }

  void configurationChanged() {
    stop();
    if (maxAge() > 0) {
      expire();
    }
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private long maxAge() {
    return core.config().maxAge().toNanos();
  }

  private void schedule(long delay) {
    timer = core.context().timers().schedule(TimerKind.MAX_AGE, delay, this::expire);
  }

  private void expire() {
    timer = null;
    long maxAge = maxAge();
    long newestExpired = core.context().clock().now() - maxAge;
    MessageStore store = core.store();
    StoredMessage oldest = store.next(0, SubjectFilter.ALL);
    while (oldest != null && oldest.timestamp() <= newestExpired) {
      core.remove(oldest.sequence());
      oldest = store.next(oldest.sequence() + 1, SubjectFilter.ALL);
    }
    if (oldest != null) {
      long due = Math.min(maxAge, oldest.timestamp() - newestExpired);
      schedule(Math.max(due, SHORTEST_DELAY));
    }
  }
}
