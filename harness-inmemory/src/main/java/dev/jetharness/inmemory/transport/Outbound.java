package dev.jetharness.inmemory.transport;

import dev.jetharness.wire.ProtocolWriter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bytes on their way to one client: appended by the broker, under its lock, and read by one
 * thread of the connection, without one. What is written is seen by the reader once it is {@link
 * #publish published}.
 *
 * <p>Bytes live in a chain of chunks that grow from small to {@link #LARGEST_CHUNK}; a chunk that
 * was read is used again or dropped, so an idle connection holds little and a busy one allocates
 * nothing.
 */
public final class Outbound implements ProtocolWriter.Output {
  private static final int FIRST_CHUNK = 2 * 1024;
  private static final int LARGEST_CHUNK = 64 * 1024;

  /** How a connection goes on. */
  private enum State {
    OPEN,
    /** Ends once the reader has all that was published. */
    FINISHING,
    /** Ends now. */
    CUT
  }

  /** A piece of the chain; the next one is linked before its first byte is published. */
  private static final class Chunk {
    final byte[] bytes;
    @Nullable Chunk next;

    Chunk(int capacity) {
      bytes = new byte[capacity];
    }
  }

  private final Runnable onCut;
  // The broker's side.
  private Chunk tail = new Chunk(FIRST_CHUNK);
  private int tailLength;
  private long written;
  private long knownConsumed;
  private volatile long published;
  private volatile State state = State.OPEN;

  // The reader's side.
  private Chunk head = tail;
  private int headRead;
  private long taken;
  private volatile long consumed;
  private volatile @Nullable Thread parked;
  private volatile @Nullable Chunk spare;

  // Whoever waits for the reader.
  private final AtomicInteger waiting = new AtomicInteger();
  private final ReentrantLock drainLock = new ReentrantLock();
  private final Condition drained = drainLock.newCondition();
  private volatile long drainedBelow = -1;
  private volatile Runnable onDrained = () -> {};

  /**
   * An empty buffer.
   *
   * @param onCut closes what the reader may be blocked on; runs when the connection is cut
   */
  public Outbound(Runnable onCut) {
    this.onCut = onCut;
  }

  /** Appends bytes, unless the connection ends already. Called under the broker's lock. */
  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (state != State.OPEN) {
      return;
    }
    int done = 0;
    while (done < length) {
      int room = tail.bytes.length - tailLength;
      if (room == 0) {
        tail.next = chunkAfter(tail);
        tail = tail.next;
        tailLength = 0;
        room = tail.bytes.length;
      }
      int count = Math.min(room, length - done);
      System.arraycopy(bytes, offset + done, tail.bytes, tailLength, count);
      tailLength += count;
      done += count;
    }
    written += length;
  }

  /** Lets the reader see what was written, and wakes it if it waits. */
  public void publish() {
    published = written;
    wakeReader();
  }

  /** Ends the connection once all that is published is read. */
  public void finish() {
    if (state == State.OPEN) {
      state = State.FINISHING;
      wakeReader();
    }
  }

  /** Ends the connection at once; what is still to be read is lost. May be called by any thread. */
  public void cut() {
    if (state != State.CUT) {
      state = State.CUT;
      wakeReader();
      onCut.run();
      tellDrained();
    }
  }

  /** Whether more can be written. */
  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** How many bytes wait to be read. */
  public long pending() {
    return published - consumed;
  }

  /** Whether more bytes than this wait to be read. Called under the broker's lock. */
  public boolean exceeds(long bytes) {
    // The reader's progress is looked at only when it matters: it lives in the reader's cache.
    if (written - knownConsumed <= bytes) {
      return false;
    }
    knownConsumed = consumed;
    return written - knownConsumed > bytes;
  }

  /**
   * Sees to it that the reader calls {@code action} once fewer bytes than this are pending.
   *
   * @return false, and nothing is going to be called, if that is so already
   */
  public boolean whenBelow(long bytes, Runnable action) {
    onDrained = action;
    drainedBelow = bytes;
    if (pending() < bytes || state != State.OPEN) {
      drainedBelow = -1;
      return false;
    }
    return true;
  }

  /** Blocks until fewer bytes than this are pending, at most for a while. */
  public void awaitBelow(long bytes, long nanos) {
    waiting.incrementAndGet();
    drainLock.lock();
    try {
      long left = nanos;
      while (left > 0 && pending() >= bytes && state == State.OPEN) {
        left = drained.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      drainLock.unlock();
      waiting.decrementAndGet();
    }
  }

  /**
   * Reads all that is there, up to {@code length} bytes; blocks while there is nothing. Called by
   * one thread at a time.
   *
   * @return how many bytes were read; -1 at the end of the connection
   */
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    long available = awaitAvailable();
    if (available == 0) {
      return -1;
    }
    int count = (int) Math.min(available, length);
    take(target, offset, count);
    taken += count;
    consumed = taken;
    afterRead();
    return count;
  }

  /** Waits for bytes; 0 at the end of the connection. */
  private long awaitAvailable() {
    boolean interrupted = false;
    try {
      while (true) {
        State now = state;
        if (now == State.CUT) {
          return 0;
        }
        long available = published - taken;
        if (available > 0 || now == State.FINISHING) {
          return available;
        }
        parked = Thread.currentThread();
        if (published == taken && state == State.OPEN) {
          LockSupport.park(this);
          interrupted |= Thread.interrupted();
        }
        parked = null;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void take(byte[] target, int offset, int count) {
    int done = 0;
    while (done < count) {
      if (headRead == head.bytes.length) {
        releaseHead();
      }
      int length = Math.min(head.bytes.length - headRead, count - done);
      System.arraycopy(head.bytes, headRead, target, offset + done, length);
      headRead += length;
      done += length;
    }
  }

  private void releaseHead() {
    Chunk read = head;
    Chunk next = read.next;
    if (next == null) {
      throw new IllegalStateException("published bytes without a chunk");
    }
    head = next;
    headRead = 0;
    read.next = null;
    if (read.bytes.length == LARGEST_CHUNK) {
      spare = read;
    }
  }

  private Chunk chunkAfter(Chunk last) {
    Chunk unused = spare;
    if (unused != null) {
      spare = null;
      return unused;
    }
    return new Chunk(Math.min(LARGEST_CHUNK, last.bytes.length * 2));
  }

  private void wakeReader() {
    Thread reader = parked;
    if (reader != null) {
      parked = null;
      LockSupport.unpark(reader);
    }
  }

  private void afterRead() {
    long below = drainedBelow;
    if (below >= 0 && pending() < below) {
      drainedBelow = -1;
      onDrained.run();
    }
    if (waiting.get() > 0) {
      tellDrained();
    }
  }

  private void tellDrained() {
    drainLock.lock();
    try {
      drained.signalAll();
    } finally {
      drainLock.unlock();
    }
  }
}
