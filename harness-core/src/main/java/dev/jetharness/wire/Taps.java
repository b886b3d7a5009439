package dev.jetharness.wire;

import dev.jetharness.traffic.TrafficSink;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The taps on all connections to one real broker: they read along, and report to one sink.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class Taps implements AutoCloseable {
  private static final Duration LAST_BYTES = Duration.ofSeconds(2);
  private static final int REMEMBERED_ADVISORIES = 1024;

  /** A tapped connection, as far as it can be ended. */
  interface Line {

    /**
     * Sends the server no more, so that it ends the connection once it has done all that it was
     * sent. Does not block.
     */
    void end();

    /** Drops the connection. */
    void drop();
  }

  private final TrafficSink sink;
  private final Set<Line> open = new HashSet<>();
  private final Set<String> advisories =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED_ADVISORIES;
            }
          });
  private boolean closed;

  /**
   * Creates taps that report to a sink.
   *
   * @param sink takes what goes over the connections
   */
  public Taps(TrafficSink sink) {
    this.sink = sink;
  }

  /** Taps a connection; false if it came too late and is to be dropped. */
  synchronized boolean add(Line line) {
    return !closed && open.add(line);
  }

  /** A connection is over. */
  synchronized void remove(Line line) {
    open.remove(line);
    notifyAll();
  }

  /** Reads along on a new connection. */
  WireTap tap() {
    return new WireTap(sink, this);
  }

  /** Whether an advisory is new: several connections may receive the same one. */
  synchronized boolean isNew(String advisoryId) {
    return advisories.add(advisoryId);
  }

  /**
   * Ends every connection that is still open. When this returns, the server has done all that they
   * had sent.
   */
  @Override
  public void close() {
    for (Line line : closing()) {
      line.end();
    }
    awaitNoneOpen();
    for (Line line : closing()) {
      line.drop();
    }
  }

  private synchronized Set<Line> closing() {
    closed = true;
    return Set.copyOf(open);
  }

  private synchronized void awaitNoneOpen() {
    long deadline = System.nanoTime() + LAST_BYTES.toNanos();
    boolean interrupted = false;
    long left = LAST_BYTES.toNanos();
    while (!open.isEmpty() && left > 0) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException interruption) {
        interrupted = true;
      }
      left = deadline - System.nanoTime();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
