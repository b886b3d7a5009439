package dev.jetharness.inmemory.jetstream.stream;

/**
 * A fast batch in flight: how far it came, and how often it is acknowledged. All sequences but one
 * are the batch's own, unsigned.
 */
final class FastBatch implements BatchInFlight {
  /** So many messages may be on their way unacknowledged, in all batches of a stream together. */
  private static final int WINDOW = 500;

  private final String id;
  private final boolean gapOk;
  private final int mostPerAck;
  private final BatchTimeout timeout;
  private int perAck;
  private long last;
  private long settled;
  private long acknowledged;
  private long streamSequence;
  private long pending;
  private boolean committing;

  /**
   * Begins a batch.
   *
   * @param first its first message
   * @param others how many batches the stream has in flight beside it; if any, it starts slowly
   */
  FastBatch(StreamCore core, FastBatchMessage first, int others, Runnable onTimeout) {
    id = first.id();
    gapOk = first.gapOk();
    mostPerAck = first.flow();
    perAck = others == 0 ? Math.min(WINDOW, mostPerAck) : 1;
    timeout = new BatchTimeout(core, onTimeout);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void stop() {
    timeout.stop();
  }

  /** A message came for it. Once it is committing it waits for as long as it takes. */
  void keepAlive() {
    timeout.restart();
  }

  boolean gapOk() {
    return gapOk;
  }

  /** The last sequence that counts, with those that were lost before it. */
  long last() {
    return last;
  }

  void last(long sequence) {
    last = sequence;
  }

  /** Up to here it is acknowledged. */
  long acknowledged() {
    return acknowledged;
  }

  /** An acknowledgement comes every so many messages. */
  int perAck() {
    return perAck;
  }

  /** The stream's sequence of the last message that was stored. */
  long streamSequence() {
    return streamSequence;
  }

  /** No more messages are taken, but some are still to be stored. */
  boolean isCommitting() {
    return committing;
  }

  boolean isPending() {
    return pending > 0;
  }

  /** A message passed its checks and is about to be stored. */
  void storing() {
    pending++;
  }

  void stored(long sequence, long inStream) {
    pending--;
    streamSequence = inStream;
    settled = isPending() ? sequence : last;
  }

  /** Nothing more is to be stored of all up to a sequence, unless it is on its way. */
  void settle(long sequence) {
    if (!isPending()) {
      settled = sequence;
    }
  }

  /** Takes no more messages. */
  void commit() {
    committing = true;
    timeout.stop();
  }

  /** Whether it is committing and all of it is stored. */
  boolean isCommitted() {
    return committing && last == settled;
  }

  /**
   * Whether an acknowledgement is due. If so it now counts as given, and the next one comes later,
   * or sooner when more batches share the stream.
   *
   * @param batches how many batches the stream has in flight
   */
  boolean acknowledge(int batches) {
    if (Long.compareUnsigned(settled, acknowledged + perAck) < 0) {
      return false;
    }
    acknowledged += Long.divideUnsigned(settled - acknowledged, perAck) * perAck;
    int share = Math.min(mostPerAck, Math.max(1, WINDOW / batches));
    perAck = perAck < share ? Math.min(share, perAck * 2) : Math.max(share, perAck / 2);
    return true;
  }
}
