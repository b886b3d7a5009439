package dev.jetharness.inmemory.jetstream.consumer;

import org.jspecify.annotations.Nullable;

/**
 * The messages of a consumer that wait for an acknowledgement: found by stream sequence, and linked
 * in its order. A hash table with linear probing, so that nothing is boxed.
 */
final class AckPending {
  private static final int INITIAL_CAPACITY = 16;
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private @Nullable PendingMessage[] table = new PendingMessage[INITIAL_CAPACITY];
  private @Nullable PendingMessage first;
  private @Nullable PendingMessage last;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The one with the lowest stream sequence. */
  @Nullable PendingMessage first() {
    return first;
  }

  @Nullable PendingMessage get(long sequence) {
    return table[find(sequence)];
  }

  boolean contains(long sequence) {
    return get(sequence) != null;
  }

  /** Adds a message that is not there yet; cheapest for one above all others. */
  PendingMessage add(long sequence, long consumerSequence) {
    if (2 * size >= table.length) {
      grow();
    }
    PendingMessage message = new PendingMessage(sequence, consumerSequence);
    table[find(sequence)] = message;
    link(message);
    size++;
    return message;
  }

  /** Takes a message out; its {@code next} link stays, for who looks for the next one pending. */
  @Nullable PendingMessage remove(long sequence) {
    int slot = find(sequence);
    PendingMessage message = table[slot];
    if (message != null) {
      closeGap(slot);
      unlink(message);
      size--;
    }
    return message;
  }

  private void link(PendingMessage message) {
    PendingMessage before = last;
    while (before != null && before.sequence > message.sequence) {
      before = before.previous;
    }
    PendingMessage after = before == null ? first : before.next;
    message.previous = before;
    message.next = after;
    if (before == null) {
      first = message;
    } else {
      before.next = message;
    }
    if (after == null) {
      last = message;
    } else {
      after.previous = message;
    }
  }

  private void unlink(PendingMessage message) {
    PendingMessage before = message.previous;
    PendingMessage after = message.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
  }

  /** The slot of a message, or the free one where it would go. */
  private int find(long sequence) {
    int slot = home(sequence);
    for (PendingMessage at = table[slot]; at != null && at.sequence != sequence; at = table[slot]) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private int home(long sequence) {
    return (int) ((sequence * GOLDEN_RATIO) >>> 32) & (table.length - 1);
  }

  /** Empties a slot and moves up what probing past it would otherwise no longer find. */
  private void closeGap(int slot) {
    int mask = table.length - 1;
    int gap = slot;
    table[gap] = null;
    int probe = (gap + 1) & mask;
    for (PendingMessage at = table[probe]; at != null; at = table[probe]) {
      int home = home(at.sequence);
      if (((probe - home) & mask) >= ((probe - gap) & mask)) {
        table[gap] = at;
        table[probe] = null;
        gap = probe;
      }
      probe = (probe + 1) & mask;
    }
  }

  private void grow() {
    table = new PendingMessage[2 * table.length];
    for (PendingMessage each = first; each != null; each = each.next) {
      table[find(each.sequence)] = each;
    }
  }
}
