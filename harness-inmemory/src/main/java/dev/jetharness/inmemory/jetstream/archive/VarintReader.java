package dev.jetharness.inmemory.jetstream.archive;

/** Looks for numbers at the front of bytes that may not all be there yet. */
final class VarintReader {
  private static final int LONGEST = 10;

  private final ByteQueue bytes;
  private int position;
  private boolean incomplete;

  VarintReader(ByteQueue bytes) {
    this.bytes = bytes;
  }

  /** The next number; meaningless once {@link #isIncomplete}. */
  long next() throws ArchiveException {
    long number = 0;
    for (int i = 0; !incomplete; i++) {
      if (position == bytes.size()) {
        incomplete = true;
        break;
      }
      int next = bytes.peek(position++);
      if (i == LONGEST - 1 && next > 1) {
        throw ArchiveException.invalid();
      }
      number |= (next & 0x7fL) << (7 * i);
      if (next < 0x80) {
        break;
      }
    }
    return number;
  }

  /** Whether the bytes ended inside a number, or before one. */
  boolean isIncomplete() {
    return incomplete;
  }

  /** Where the last number ends. */
  int position() {
    return position;
  }
}
