package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.store.MessageStore;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Removes messages at the end of the TTL that their publishers gave them. One timer serves them
 * all; as on the server it runs no more often than every quarter of a second, and reads do not hide
 * what expired meanwhile.
 *
 * <p>A message that is removed otherwise is found to be gone when its time comes. If the greater
 * part of those that wait may be gone, they are looked for, so that what waits is never much more
 * than what the stream holds.
 */
final class MessageTtls {
  private static final long SHORTEST_DELAY = Duration.ofMillis(250).toNanos();
  private static final int FEW = 64;

  private final StreamCore core;
  private final MessageStore store;
  private final DeleteMarkers markers;
  private final PriorityQueue<Expiry> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Expiry::at).thenComparingLong(Expiry::sequence));
  private @Nullable Timer timer;
  private long runsAt;

  /** When a message is to go, in nanoseconds since the epoch. */
  private record Expiry(long at, long sequence) {}

  MessageTtls(StreamCore core, DeleteMarkers markers) {
    this.core = core;
    this.store = core.store();
    this.markers = markers;
  }

  /** A message was stored; its headers may say how long it is to live. */
  void messageStored(StoredMessage message, HeaderBlock headers) {
    if (core.config().allowMessageTtl() && add(message, headers)) {
      forgetThoseGone();
      runInTime();
    }
  }

  /**
   * What is due goes at once. If the update is what allows TTLs, those of the messages that are
   * there begin to count; if it ends delete markers, nothing waits for one any more.
   */
  void configurationChanged(StreamConfig before) {
    StreamConfig config = core.config();
    if (!config.allowMessageTtl()) {
      return;
    }
    if (!before.allowMessageTtl() || !before.deleteMarkerTtl().equals(config.deleteMarkerTtl())) {
      recover();
    }
    run();
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private boolean add(StoredMessage message, HeaderBlock headers) {
    MessageTtl ttl = MessageTtl.of(headers);
    return ttl.isLimited()
        && waiting.add(new Expiry(ttl.expiresAt(message.timestamp()), message.sequence()));
  }

  private void recover() {
    waiting.clear();
    StoredMessage message = store.next(0, SubjectFilter.ALL);
    while (message != null) {
      add(message, HeaderBlock.of(message.headers()));
      message = store.next(message.sequence() + 1, SubjectFilter.ALL);
    }
  }

  private void forgetThoseGone() {
    if (waiting.size() > 2 * store.messages() + FEW) {
      waiting.removeIf(expiry -> store.get(expiry.sequence()) == null);
    }
  }

  /** Sees to it that the timer runs when the first message is due. */
  private void runInTime() {
    Expiry first = waiting.peek();
    if (first == null) {
      return;
    }
    long now = core.context().clock().now();
    long at = Math.max(first.at(), now + SHORTEST_DELAY);
    if (timer == null || at < runsAt) {
      stop();
      timer = core.context().timers().schedule(TimerKind.MESSAGE_TTL, at - now, this::run);
      runsAt = at;
    }
  }

  /** Lets go what is due, in the order of the stream. */
  private void run() {
    stop();
    long now = core.context().clock().now();
    for (long sequence : takeDue(now)) {
      StoredMessage message = store.get(sequence);
      if (message != null && !markers.expire(message)) {
        waiting.add(new Expiry(now + DeleteMarkers.RETRY, sequence));
      }
    }
    runInTime();
  }

  private List<Long> takeDue(long now) {
    List<Long> due = new ArrayList<>();
    for (Expiry next = waiting.peek(); next != null && next.at() <= now; next = waiting.peek()) {
      waiting.remove();
      due.add(next.sequence());
    }
    due.sort(null);
    return due;
  }
}
