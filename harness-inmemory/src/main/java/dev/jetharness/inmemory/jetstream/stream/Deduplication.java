package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The message ids that the stream has seen within its duplicate window. An id is forgotten only
 * when the timer runs, so as on the server it can be remembered a little longer than the window;
 * removing its message does not forget it.
 */
final class Deduplication {
  private static final long SHORTEST_DELAY = Duration.ofMillis(50).toNanos();

  private final StreamCore core;
  private final Map<String, Entry> byId = new HashMap<>();
  private final ArrayDeque<Entry> oldestFirst = new ArrayDeque<>();
  private @Nullable Timer timer;

  private record Entry(String id, long sequence, long timestamp) {}

  Deduplication(StreamCore core) {
    this.core = core;
  }

  /** The sequence of the message that first had an id; 0 if the id is not known. */
  long sequenceOf(String id) {
    Entry entry = byId.get(id);
    return entry == null ? 0 : entry.sequence();
  }

  /**
   * Remembers an id.
   *
   * @param timestamp when its message was stored; 0 if it was not, then the next run forgets it
   */
  void remember(String id, long sequence, long timestamp) {
    long window = window();
    if (window <= 0) {
      return;
    }
    Entry entry = new Entry(id, sequence, timestamp);
    byId.put(id, entry);
    oldestFirst.add(entry);
    if (timer == null) {
      schedule(window);
    }
  }

  /** Forgets what a new window no longer covers. */
  void windowChanged() {
    if (timer != null) {
      timer.cancel();
      schedule(0);
    }
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
    }
  }

  private long window() {
    return core.config().duplicateWindow().toNanos();
  }

  private void schedule(long delay) {
    timer = core.context().timers().schedule(TimerKind.DUPLICATE_WINDOW, delay, this::forget);
  }

  private void forget() {
    timer = null;
    long now = core.context().clock().now();
    long window = window();
    for (Entry oldest = oldestFirst.peek(); oldest != null; oldest = oldestFirst.peek()) {
      long remaining = window - (now - oldest.timestamp());
      if (remaining > 0) {
        schedule(Math.max(remaining, SHORTEST_DELAY));
        return;
      }
      oldestFirst.remove();
      byId.remove(oldest.id());
    }
  }
}
