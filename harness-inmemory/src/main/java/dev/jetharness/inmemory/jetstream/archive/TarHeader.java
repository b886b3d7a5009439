package dev.jetharness.inmemory.jetstream.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * The first block of a tar file, in which nats-server before 2.15 put the files of a stream. Their
 * format is not modelled, so all that is said of them is what is wrong.
 */
final class TarHeader {
  static final int SIZE = 512;

  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_SIZE = 8;

  private TarHeader() {}

  /** Why a block is refused: it is no tar header, or it is. */
  static ArchiveException refusal(byte[] block) {
    return new ArchiveException(
        isHeader(block) || isEnd(block)
            ? "snapshots of nats-server before 2.15 are not supported by this in-memory broker"
            : "archive/tar: invalid tar header");
  }

  /** The checksum counts its own field as blanks; some programs took bytes as signed. */
  private static boolean isHeader(byte[] block) {
    long unsigned = ' ' * CHECKSUM_SIZE;
    long signed = unsigned;
    for (int i = 0; i < SIZE; i++) {
      if (i < CHECKSUM || i >= CHECKSUM + CHECKSUM_SIZE) {
        unsigned += block[i] & 0xff;
        signed += block[i];
      }
    }
    String octal = new String(block, CHECKSUM, CHECKSUM_SIZE, ISO_8859_1).replace('\0', ' ').trim();
    if (!octal.matches("[0-7]+")) {
      return false;
    }
    long told = Long.parseLong(octal, 8);
    return told == unsigned || told == signed;
  }

  private static boolean isEnd(byte[] block) {
    for (byte each : block) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }
}
