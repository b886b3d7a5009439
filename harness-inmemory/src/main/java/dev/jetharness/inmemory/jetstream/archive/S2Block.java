package dev.jetharness.inmemory.jetstream.archive;

/**
 * A compressed block: literal bytes, and copies of what was decoded before. S2 is Snappy's format,
 * in which a short copy from a distance of zero repeats the last distance.
 */
final class S2Block {
  private static final int LITERAL = 0;
  private static final int SHORT_COPY = 1;
  private static final int COPY = 2;
  private static final int LONG_COPY = 3;

  private final byte[] source;
  private int position;
  private byte[] decoded = new byte[0];
  private int length;
  private long distance;

  private S2Block(byte[] source, int from) {
    this.source = source;
    this.position = from;
  }

  /**
   * Decodes a block.
   *
   * @param source what holds it, up to the end
   * @param from where it begins
   * @param limit how long it may be when decoded
   */
  static byte[] decode(byte[] source, int from, int limit) throws S2Exception {
    return new S2Block(source, from).decode(limit);
  }

  private byte[] decode(int limit) throws S2Exception {
    long size = decodedLength();
    if (size > limit) {
      throw S2Exception.corrupt();
    }
    decoded = new byte[(int) size];
    while (position < source.length) {
      int tag = number(1);
      switch (tag & 3) {
        case LITERAL -> literal(tag >>> 2);
        case SHORT_COPY -> shortCopy(tag);
        case COPY -> {
          distance = number(2);
          copy((tag >>> 2) + 1);
        }
        case LONG_COPY -> {
          distance = longNumber(4);
          copy((tag >>> 2) + 1);
        }
        default -> throw S2Exception.corrupt();
      }
    }
    if (length != decoded.length) {
      throw S2Exception.corrupt();
    }
    return decoded;
  }

  /** A varint of at most 32 bits. */
  private long decodedLength() throws S2Exception {
    long size = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = number(1);
      size |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return size;
      }
    }
    throw S2Exception.corrupt();
  }

  /** Above 59 the tag says in how many bytes the length follows. */
  private void literal(int tag) throws S2Exception {
    long count = 1 + (tag < 60 ? tag : longNumber(tag - 59));
    if (count > decoded.length - length || count > source.length - position) {
      throw S2Exception.corrupt();
    }
    System.arraycopy(source, position, decoded, length, (int) count);
    position += (int) count;
    length += (int) count;
  }

  private void shortCopy(int tag) throws S2Exception {
    int far = (tag & 0xe0) << 3 | number(1);
    int count = tag >>> 2 & 7;
    if (far != 0) {
      distance = far;
      copy(count + 4L);
      return;
    }
    copy(
        4L
            + switch (count) {
              case 5 -> number(1) + 4;
              case 6 -> number(2) + (1 << 8);
              case 7 -> number(3) + (1 << 16);
              default -> count;
            });
  }

  /** What is copied may overlap with where it goes, so a short pattern can fill a long stretch. */
  private void copy(long count) throws S2Exception {
    if (distance <= 0 || distance > length || count > decoded.length - length) {
      throw S2Exception.corrupt();
    }
    int from = length - (int) distance;
    for (int i = 0; i < count; i++) {
      decoded[length + i] = decoded[from + i];
    }
    length += (int) count;
  }

  private int number(int bytes) throws S2Exception {
    return (int) longNumber(bytes);
  }

  /** A number in little-endian order. */
  private long longNumber(int bytes) throws S2Exception {
    if (bytes > source.length - position) {
      throw S2Exception.corrupt();
    }
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (source[position++] & 0xffL) << (8 * i);
    }
    return number;
  }
}
