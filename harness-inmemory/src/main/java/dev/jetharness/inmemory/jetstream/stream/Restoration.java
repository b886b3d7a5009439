package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.store.MessageStore;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;

/**
 * Puts the messages of a snapshot into a stream, in their order and past all that makes a message
 * of a publication.
 */
public final class Restoration {
  private static final long SECOND = 1_000_000_000L;

  /** The server steps over a gap sequence by sequence; nobody waited for one of this size. */
  private static final long LONGEST_GAP = 1L << 32;

  private final StreamCore core;
  private final MessageStore store;
  private final Limits limits;
  private final Expiration expiration;
  private final Runnable activate;
  private long last;

  Restoration(StreamCore core, Limits limits, Expiration expiration, Runnable activate) {
    this.core = core;
    this.store = core.store();
    this.limits = limits;
    this.expiration = expiration;
    this.activate = activate;
  }

  /** Begins; the first message has this sequence, or a higher one. */
  public void startAt(long sequence) {
    store.restartAt(sequence);
    last = sequence - 1;
  }

  /** Stores a message, and lets go of what then exceeds a limit. */
  public void store(long sequence, String subject, byte[] headers, byte[] payload, long timestamp)
      throws RestorationException {
    if (Long.compareUnsigned(sequence, last) <= 0) {
      throw new RestorationException("message " + name(sequence) + " out of order");
    }
    skip(sequence - 1, "gap");
    MessageTtl ttl = MessageTtl.parse(HeaderBlock.of(headers).value(HeaderNames.TTL));
    if (ttl == null) {
      throw new RestorationException(
          "failed to parse message TTL: invalid per-message TTL (10165)");
    }
    if (ttl.seconds() > 0 && core.context().clock().now() - timestamp > ttl.seconds() * SECOND) {
      skip(sequence, "expired message " + name(sequence));
      return;
    }
    check(sequence, "failed to store message " + name(sequence));
    StoredMessage message = store.append(subject, headers, payload, timestamp);
    last = sequence;
    limits.enforce(subject);
    expiration.messageStored(message, HeaderBlock.of(headers));
  }

  /** Gives out the sequences up to this one, whose messages were deleted. */
  public void padTo(long sequence) throws RestorationException {
    skip(sequence, "trailing gap");
  }

  /** The stream is as complete as it could be made, and takes messages from now on. */
  public void complete() {
    if (!core.isClosed()) {
      activate.run();
    }
  }

  /** As the server, a gap does not count as a time at which the stream changed, if it has one. */
  private void skip(long to, String what) throws RestorationException {
    if (Long.compareUnsigned(to, last) <= 0) {
      return;
    }
    String problem = "failed to process " + what;
    check(last + 1, problem);
    if (to - last > LONGEST_GAP) {
      throw new RestorationException(problem + ": too long for this in-memory broker");
    }
    long changed = store.lastTimestamp();
    store.skipTo(to, changed == 0 ? core.context().clock().now() : changed);
    last = to;
  }

  private void check(long next, String problem) throws RestorationException {
    if (core.isClosed()) {
      throw new RestorationException(problem + ": store is closed");
    }
    if (next != store.lastSequence() + 1) {
      throw new RestorationException(problem + ": expected sequence does not match store");
    }
  }

  private static String name(long sequence) {
    return "sequence " + Long.toUnsignedString(sequence);
  }
}
