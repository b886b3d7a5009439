package dev.jetharness.inmemory.jetstream.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes an archive. What is written can be taken out in pieces of any size while the writing goes
 * on. The data is framed as S2 but not compressed: it stays in memory, and frames say which they
 * are. Not thread-safe.
 */
public final class ArchiveWriter {
  static final String MAGIC = "NATSARC1";

  /** How much data goes into one frame. */
  private static final int FRAME = 1 << 16;

  private final ByteQueue data = new ByteQueue();
  private final ByteQueue output = new ByteQueue();

  /** Begins an archive. */
  public ArchiveWriter() {
    frame(S2Frame.STREAM_IDENTIFIER, S2Frame.S2.length());
    output.add(S2Frame.S2.getBytes(ISO_8859_1));
    data.add(MAGIC.getBytes(ISO_8859_1));
  }

  /** Writes an entry that is no message. */
  public void entry(String name, long timestamp, byte[] payload) {
    entry(name, timestamp, 0, new byte[0], payload);
  }

  /** Writes a message. */
  public void entry(String name, long timestamp, long sequence, byte[] headers, byte[] payload) {
    header(new ArchiveEntry(name, timestamp, sequence, headers.length, payload.length));
    data.add(headers);
    data.add(payload);
    while (data.size() >= FRAME) {
      frame(data.take(FRAME));
    }
  }

  /** Ends the archive. */
  public void end() {
    header(ArchiveEntry.END);
    frame(data.take(data.size()));
  }

  /** How much can be taken out by now. */
  public int available() {
    return output.size();
  }

  /** Takes out what is there, but no more than so much. */
  public byte[] take(int limit) {
    return output.take(Math.min(limit, output.size()));
  }

  private void header(ArchiveEntry entry) {
    byte[] name = entry.name().getBytes(UTF_8);
    varint(name.length);
    varint(entry.timestamp() << 1 ^ entry.timestamp() >> 63);
    varint(entry.sequence());
    varint(entry.headerSize());
    varint(entry.payloadSize());
    data.add(name);
  }

  private void varint(long number) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      data.add(((int) rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    data.add((int) rest);
  }

  private void frame(byte[] content) {
    frame(S2Frame.UNCOMPRESSED, S2Frame.CHECKSUM_SIZE + content.length);
    int checksum = S2Frame.checksum(content);
    for (int i = 0; i < S2Frame.CHECKSUM_SIZE; i++) {
      output.add(checksum >>> (8 * i));
    }
    output.add(content);
  }

  private void frame(int type, int length) {
    output.add(type);
    output.add(length);
    output.add(length >>> 8);
    output.add(length >>> 16);
  }
}
