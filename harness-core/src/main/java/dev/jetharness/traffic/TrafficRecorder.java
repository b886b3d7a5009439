package dev.jetharness.traffic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Records the traffic of one broker in bounded memory. Thread-safe: recording takes one short lock
 * and wakes somebody only if somebody waits.
 *
 * @since 0.1
 */
public final class TrafficRecorder implements Traffic, TrafficSink {
  private static final int MAX_EVENTS = 20_000;
  private static final long MAX_BYTES = 32L << 20;

  /** What an event costs besides headers and payload, roughly. */
  private static final int EVENT_BYTES = 100;

  private final int maxEvents;
  private final long maxBytes;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<TrafficEvent> events = new ArrayDeque<>();
  private long lastPosition;
  private long changes;
  private long bytes;
  private long forgotten;
  private int waiting;

  /** Creates a recorder that keeps the latest 20,000 events, up to 32 MB. */
  public TrafficRecorder() {
    this(MAX_EVENTS, MAX_BYTES);
  }

  /**
   * Creates a recorder with limits of its own.
   *
   * @param maxEvents how many events to keep
   * @param maxBytes how many bytes to keep; the latest event is kept whatever its size
   * @throws IllegalArgumentException if a limit is below 1
   */
  public TrafficRecorder(int maxEvents, long maxBytes) {
    if (maxEvents < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "A recorder keeps at least 1 event and 1 byte, but got maxEvents=%d, maxBytes=%d"
              .formatted(maxEvents, maxBytes));
    }
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
  }

  @Override
  public List<TrafficEvent> events() {
    lock.lock();
    try {
      return List.copyOf(events);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean await(Predicate<? super List<TrafficEvent>> condition, Duration limit)
      throws InterruptedException {
    long started = System.nanoTime();
    long nanos = nanos(limit);
    while (true) {
      List<TrafficEvent> recorded;
      long seen;
      lock.lock();
      try {
        recorded = List.copyOf(events);
        seen = changes;
      } finally {
        lock.unlock();
      }
      if (condition.test(recorded)) { // outside the lock: it is the caller's code
        return true;
      }
      if (!awaitChange(seen, nanos - (System.nanoTime() - started))) {
        return false;
      }
    }
  }

  /** Waits until something happened since {@code seen}; false if nothing did in time. */
  private boolean awaitChange(long seen, long nanos) throws InterruptedException {
    long remaining = nanos;
    lock.lockInterruptibly();
    try {
      waiting++;
      while (changes == seen && remaining > 0) {
        remaining = changed.awaitNanos(remaining);
      }
      return remaining > 0;
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  private static long nanos(Duration limit) {
    try {
      return limit.toNanos();
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE;
    }
  }

  @Override
  public long forgotten() {
    lock.lock();
    try {
      return forgotten;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void clear() {
    lock.lock();
    try {
      events.clear();
      bytes = 0;
      forgotten = 0;
      wake();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void published(
      String connection, String subject, @Nullable String reply, byte[] headers, byte[] payload) {
    MessageContent content = new MessageContent(headers, payload);
    record(
        (position, time) ->
            new TrafficEvent.Published(position, time, connection, subject, reply, content));
  }

  @Override
  public void stored(
      String stream,
      long sequence,
      String subject,
      byte[] headers,
      byte[] payload,
      boolean duplicate) {
    MessageContent content = new MessageContent(headers, payload);
    record(
        (position, time) ->
            new TrafficEvent.Stored(position, time, stream, sequence, subject, content, duplicate));
  }

  @Override
  public void refused(String stream, String subject, int errorCode, String description) {
    record(
        (position, time) ->
            new TrafficEvent.Refused(position, time, stream, subject, errorCode, description));
  }

  @Override
  public void delivered(
      String connection,
      String stream,
      String consumer,
      long streamSequence,
      long consumerSequence,
      long deliveries,
      String subject,
      byte[] headers,
      byte[] payload) {
    MessageContent content = new MessageContent(headers, payload);
    record(
        (position, time) ->
            new TrafficEvent.Delivered(
                position,
                time,
                connection,
                stream,
                consumer,
                streamSequence,
                consumerSequence,
                deliveries,
                subject,
                content));
  }

  @Override
  public void acknowledged(
      String connection,
      String stream,
      String consumer,
      long streamSequence,
      long consumerSequence,
      long deliveries,
      AckKind kind,
      byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    record(
        (position, time) ->
            new TrafficEvent.Acknowledged(
                position,
                time,
                connection,
                stream,
                consumer,
                streamSequence,
                consumerSequence,
                deliveries,
                kind,
                text));
  }

  @Override
  public void maxDeliveriesReached(
      String stream, String consumer, long streamSequence, long deliveries) {
    record(
        (position, time) ->
            new TrafficEvent.MaxDeliveriesReached(
                position, time, stream, consumer, streamSequence, deliveries));
  }

  /** The time is taken under the lock, so that it never runs against the positions. */
  private void record(Positioned event) {
    lock.lock();
    try {
      TrafficEvent recorded = event.at(++lastPosition, Instant.now());
      events.addLast(recorded);
      bytes += sizeOf(recorded);
      while ((events.size() > maxEvents || bytes > maxBytes) && events.size() > 1) {
        bytes -= sizeOf(events.removeFirst());
        forgotten++;
      }
      wake();
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    changes++;
    if (waiting > 0) {
      changed.signalAll();
    }
  }

  private static int sizeOf(TrafficEvent event) {
    if (event instanceof TrafficEvent.Published published) {
      return EVENT_BYTES + published.content().size();
    } else if (event instanceof TrafficEvent.Stored stored) {
      return EVENT_BYTES + stored.content().size();
    } else if (event instanceof TrafficEvent.Delivered delivered) {
      return EVENT_BYTES + delivered.content().size();
    }
    return EVENT_BYTES;
  }

  @FunctionalInterface
  private interface Positioned {
    TrafficEvent at(long position, Instant time);
  }
}
