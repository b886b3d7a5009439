package dev.jetharness.inmemory.jetstream.archive;

/**
 * What stands before the bytes of an entry.
 *
 * @param name the subject of a message, or the name of another kind of entry
 * @param timestamp nanoseconds since the epoch
 * @param sequence the sequence of a message; 0 for other entries
 * @param headerSize how many of the bytes are a message's headers
 * @param payloadSize how many follow them
 */
public record ArchiveEntry(
    String name, long timestamp, long sequence, long headerSize, long payloadSize) {

  /** What ends an archive that is complete. */
  static final ArchiveEntry END = new ArchiveEntry("", 0, 0, 0, 0);

  /** Whether it is the end of the archive, as far as the server looks at it. */
  public boolean isEnd() {
    return sequence == 0 && timestamp == 0 && headerSize == 0 && payloadSize == 0;
  }

  /** How many bytes it has. */
  public long size() {
    return headerSize + payloadSize;
  }
}
