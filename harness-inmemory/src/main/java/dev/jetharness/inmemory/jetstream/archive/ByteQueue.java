package dev.jetharness.inmemory.jetstream.archive;

import java.util.Arrays;

/** Bytes that came in and were not taken out yet. */
final class ByteQueue {
  private static final int SMALLEST = 1024;

  private byte[] bytes = new byte[SMALLEST];
  private int head;
  private int tail;

  int size() {
    return tail - head;
  }

  void add(byte[] source) {
    add(source, 0, source.length);
  }

  void add(byte[] source, int offset, int length) {
    makeRoom(length);
    System.arraycopy(source, offset, bytes, tail, length);
    tail += length;
  }

  void add(int value) {
    makeRoom(1);
    bytes[tail++] = (byte) value;
  }

  /** The byte at an index, counted from the first that is still here; unsigned. */
  int peek(int index) {
    return bytes[head + index] & 0xff;
  }

  /** Takes bytes out, as many as there must be. */
  byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(bytes, head, head + count);
    skip(count);
    return taken;
  }

  void skip(int count) {
    head += count;
    if (head == tail) {
      head = 0;
      tail = 0;
    }
  }

  private void makeRoom(int length) {
    if (bytes.length - tail >= length) {
      return;
    }
    int size = size();
    byte[] roomy = size + length <= bytes.length / 2 ? bytes : new byte[larger(size + length)];
    System.arraycopy(bytes, head, roomy, 0, size);
    bytes = roomy;
    head = 0;
    tail = size;
  }

  private static int larger(int needed) {
    return Math.max(SMALLEST, Math.addExact(needed, needed / 2));
  }
}
