package dev.jetharness.inmemory.jetstream.backup;

/**
 * How a snapshot is asked for.
 *
 * @param deliverSubject where its chunks go
 * @param consumers whether it is to have the stream's consumers
 * @param chunkSize the size of a chunk that was asked for, in bytes; 0 for any
 * @param windowSize how many bytes may be on their way that was asked for; 0 for any number
 */
public record SnapshotRequest(
    String deliverSubject, boolean consumers, int chunkSize, int windowSize) {
  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  /** The size of each chunk but the last. */
  int chunk() {
    return clamp(chunkSize == 0 ? 128 * KIB : chunkSize, MIB);
  }

  /** How many chunks may be on their way. */
  int chunksInFlight() {
    return Math.max(1, clamp(windowSize == 0 ? 8 * MIB : windowSize, 32 * MIB) / chunk());
  }

  private static int clamp(int size, int max) {
    return Math.min(Math.max(KIB, size), max);
  }
}
