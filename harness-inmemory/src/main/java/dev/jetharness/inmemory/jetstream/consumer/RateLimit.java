package dev.jetharness.inmemory.jetstream.consumer;

/**
 * A bucket of tokens, one for each byte, that fills at a steady rate. Messages may take more than
 * is there, and wait until that has flowed in. It is full at first and holds as much as the largest
 * message that a client may publish; since subject and reply count as well, a message can be larger
 * than the bucket, and the server then waits for ever.
 */
final class RateLimit {
  private static final int BITS = 8;
  private static final double NANOS_PER_SECOND = 1e9;

  private final double bytesPerSecond;
  private final long capacity;
  private double tokens;
  private long filledAt;

  /**
   * Fills a bucket.
   *
   * @param bitsPerSecond the rate, to be read as unsigned
   * @param capacity how many bytes it holds
   * @param now the present time, in nanoseconds
   */
  RateLimit(long bitsPerSecond, long capacity, long now) {
    this.bytesPerSecond = Long.divideUnsigned(bitsPerSecond, BITS);
    this.capacity = capacity;
    this.tokens = capacity;
    this.filledAt = now;
  }

  /**
   * Takes the tokens of a message.
   *
   * @return how long the message has to wait, in nanoseconds, or {@link Hold#FOREVER}
   */
  long take(long size, long now) {
    if (size > capacity) {
      return Hold.FOREVER;
    }
    double flowedIn = (now - filledAt) / NANOS_PER_SECOND * bytesPerSecond;
    tokens = Math.min((double) capacity, tokens + flowedIn) - size;
    filledAt = now;
    if (tokens >= 0) {
      return 0;
    }
    // A rate of less than a byte a second is none: the division gives infinity, the cast FOREVER.
    return (long) (-tokens / bytesPerSecond * NANOS_PER_SECOND);
  }
}
