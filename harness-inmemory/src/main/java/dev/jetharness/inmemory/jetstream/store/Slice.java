package dev.jetharness.inmemory.jetstream.store;

import java.util.Arrays;

/** Some bytes of an array that nobody changes; they are copied when first asked for, if at all. */
final class Slice {
  static final Slice EMPTY = of(new byte[0]);

  private byte[] array;
  private int start;
  private final int length;

  Slice(byte[] array, int start, int length) {
    this.array = array;
    this.start = start;
    this.length = length;
  }

  /** All bytes of an array. */
  static Slice of(byte[] whole) {
    return new Slice(whole, 0, whole.length);
  }

  int length() {
    return length;
  }

  byte[] toArray() {
    if (length != array.length) {
      array = Arrays.copyOfRange(array, start, start + length);
      start = 0;
    }
    return array;
  }
}
