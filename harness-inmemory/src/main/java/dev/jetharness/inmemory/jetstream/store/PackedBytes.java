package dev.jetharness.inmemory.jetstream.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A list of byte strings. Small ones are copied into one array behind each other, as an array of
 * its own would cost each of them more than the copy; large ones are kept as they come.
 *
 * <p>What was once handed out stays as it is: an array that is packed is only added to, and given
 * up for another one when it is full.
 */
final class PackedBytes {
  /** From this length on, what an array of its own costs matters less than copying. */
  static final int LARGE = 512;

  private static final byte[] @Nullable [] NONE = new byte[0][];

  /** The small ones; each begins where the one before it ends. */
  private byte[] packed;

  private int[] ends;
  private int size;

  /** The large ones, at their index; they take no room among the small ones. */
  private byte[] @Nullable [] large = NONE;

  /** An empty list with room for so many strings, and for so many bytes of small ones. */
  PackedBytes(int strings, int bytes) {
    packed = new byte[bytes];
    ends = new int[strings];
  }

  void add(byte[] bytes) {
    if (bytes.length < LARGE) {
      pack(bytes, 0, bytes.length);
    } else {
      keep(bytes);
    }
  }

  Slice get(int index) {
    byte[] own = own(index);
    if (own != null) {
      return Slice.of(own);
    }
    int start = start(index);
    return ends[index] == start ? Slice.EMPTY : new Slice(packed, start, ends[index] - start);
  }

  /** Gives up a string that is no longer needed, as far as that is free. */
  void release(int index) {
    if (index < large.length) {
      large[index] = null;
    }
  }

  /** How many bytes the small ones have. */
  int packedLength() {
    return start(size);
  }

  /** Whether much of the room for small ones is not used. */
  boolean isRoomy() {
    return packed.length - packedLength() > packedLength() / 16;
  }

  /** The strings at these indexes, in a list that has no room to spare. */
  PackedBytes select(int[] indexes) {
    int bytes = 0;
    for (int index : indexes) {
      bytes += ends[index] - start(index);
    }
    PackedBytes selected = new PackedBytes(indexes.length, bytes);
    for (int index : indexes) {
      byte[] own = own(index);
      if (own == null) {
        selected.pack(packed, start(index), ends[index] - start(index));
      } else {
        selected.keep(own);
      }
    }
    return selected;
  }

  private void pack(byte[] source, int from, int length) {
    int start = start(size);
    int end = start + length;
    if (end > packed.length) {
      packed = Arrays.copyOf(packed, Math.max(end, Segment.grown(packed.length)));
    }
    System.arraycopy(source, from, packed, start, length);
    addEnd(end);
  }

  private void keep(byte[] bytes) {
    addEnd(start(size));
    if (size > large.length) {
      large = Arrays.copyOf(large, ends.length);
    }
    large[size - 1] = bytes;
  }

  private void addEnd(int end) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, Segment.grown(size));
    }
    ends[size++] = end;
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private byte @Nullable [] own(int index) {
    return index < large.length ? large[index] : null;
  }
}
