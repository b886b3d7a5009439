package dev.jetharness.inmemory.jetstream.archive;

import java.util.zip.CRC32C;

/** The framing of S2: a type, a length in three bytes, and for data a masked checksum. */
final class S2Frame {
  static final int COMPRESSED = 0x00;
  static final int UNCOMPRESSED = 0x01;

  /** From here on a reader may skip what it does not know. */
  static final int FIRST_SKIPPABLE = 0x80;

  static final int STREAM_IDENTIFIER = 0xff;

  static final String S2 = "S2sTwO";
  static final String SNAPPY = "sNaPpY";

  static final int HEADER_SIZE = 4;
  static final int CHECKSUM_SIZE = 4;

  /** How much data a frame may decode to; in a stream that says it is Snappy's, less. */
  static final int MAX_DATA = 4 << 20;

  static final int MAX_SNAPPY_DATA = 1 << 16;

  /** How long a frame of data may be: the data, incompressible, and what its block adds to it. */
  static final int MAX_LENGTH = MAX_DATA + 8 + CHECKSUM_SIZE;

  private S2Frame() {}

  static int checksum(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }
}
