package dev.jetharness.inmemory.jetstream.store;

import dev.jetharness.inmemory.jetstream.config.StorageType;

/**
 * What the server counts for a stored message; its two kinds of storage differ in what they add,
 * and a client sees it in a stream's bytes and limits.
 */
public final class MessageSizes {
  private static final int MEMORY_OVERHEAD = 16;
  private static final int FILE_OVERHEAD = 30;
  private static final int FILE_HEADER_LENGTH = 4;

  private MessageSizes() {}

  /** The size of a message with parts of these sizes. */
  public static long of(StorageType storage, int subject, int headers, int payload) {
    long parts = (long) subject + headers + payload;
    return switch (storage) {
      case MEMORY -> parts + MEMORY_OVERHEAD;
      case FILE -> parts + FILE_OVERHEAD + (headers > 0 ? FILE_HEADER_LENGTH : 0);
    };
  }

  /** How long a subject is on the wire. */
  static int utf8Length(String subject) {
    int length = 0;
    for (int i = 0; i < subject.length(); i++) {
      char unit = subject.charAt(i);
      length += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
    }
    return length;
  }
}
