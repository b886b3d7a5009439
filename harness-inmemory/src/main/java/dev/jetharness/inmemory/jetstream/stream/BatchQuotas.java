package dev.jetharness.inmemory.jetstream.stream;

/** How many batches the streams of one broker may have in flight together. */
public final class BatchQuotas {
  private final Quota atomic = new Quota(1000);
  private final Quota fast = new Quota(50_000);

  Quota atomic() {
    return atomic;
  }

  Quota fast() {
    return fast;
  }
}
