package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.store.MessageStore;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Removes messages that are older than the stream allows, unless their TTL says never. One timer
 * serves the whole stream; as on the server it runs no more often than every quarter of a second,
 * so a message may outlive its age by that much, and reads do not hide it meanwhile.
 */
final class MaxAge {
  private static final long SHORTEST_DELAY = Duration.ofMillis(250).toNanos();

  private final StreamCore core;
  private final DeleteMarkers markers;
  private @Nullable Timer timer;

  /** What is left below this sequence never expires. */
  private long begin;

  MaxAge(StreamCore core, DeleteMarkers markers) {
    this.core = core;
    this.markers = markers;
  }

  /** A message was stored; the timer runs if it does not yet. A mirror's may be old already. */
  void messageStored(StoredMessage message) {
    long maxAge = maxAge();
    if (timer == null && maxAge > 0) {
      long age = core.context().clock().now() - message.timestamp();
      schedule(Math.max(maxAge - age, Math.min(maxAge, SHORTEST_DELAY)));
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
    stop();
    timer = core.context().timers().schedule(TimerKind.MAX_AGE, delay, this::expire);
  }

  private void expire() {
    timer = null;
    long maxAge = maxAge();
    long newestExpired = core.context().clock().now() - maxAge;
    MessageStore store = core.store();
    boolean someStay = false;
    StoredMessage oldest = store.next(begin, SubjectFilter.ALL);
    while (oldest != null && oldest.timestamp() <= newestExpired) {
      someStay |= !staysForGood(oldest) && !markers.expire(oldest);
      long next = oldest.sequence() + 1;
      begin = someStay ? begin : next;
      oldest = store.next(next, SubjectFilter.ALL);
    }
    if (oldest != null || someStay) {
      long due = oldest == null ? maxAge : Math.min(maxAge, oldest.timestamp() - newestExpired);
      schedule(Math.max(someStay ? Math.min(due, DeleteMarkers.RETRY) : due, SHORTEST_DELAY));
    }
  }

  private static boolean staysForGood(StoredMessage message) {
    return message.headers().length > 0
        && MessageTtl.of(HeaderBlock.of(message.headers())).isNever();
  }
}
