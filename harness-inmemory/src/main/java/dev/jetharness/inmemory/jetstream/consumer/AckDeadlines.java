package dev.jetharness.inmemory.jetstream.consumer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pending messages by the end of their ack wait: a binary heap whose elements know their place, so
 * that any of them can be moved or taken out.
 */
final class AckDeadlines {
  private static final int INITIAL_CAPACITY = 16;

  private @Nullable PendingMessage[] heap = new PendingMessage[INITIAL_CAPACITY];
  private int size;

  /** The one with the earliest deadline; of equal ones that with the lowest sequence. */
  @Nullable PendingMessage first() {
    return size == 0 ? null : heap[0];
  }

  /** Adds a message, or moves it to another deadline. */
  void put(PendingMessage message, long deadline) {
    boolean earlier = deadline < message.deadline;
    message.deadline = deadline;
    if (message.place == PendingMessage.NOWHERE) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, 2 * size);
      }
      message.place = size++;
      siftUp(message);
    } else if (earlier) {
      siftUp(message);
    } else {
      siftDown(message);
    }
  }

  /** Takes a message out, if it is here. */
  void remove(PendingMessage message) {
    int place = message.place;
    if (place == PendingMessage.NOWHERE) {
      return;
    }
    message.place = PendingMessage.NOWHERE;
    PendingMessage moved = heap[--size];
    heap[size] = null;
    if (moved != null && moved != message) {
      moved.place = place;
      siftUp(moved);
      siftDown(moved);
    }
  }

  private void siftUp(PendingMessage message) {
    int place = message.place;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      PendingMessage above = heap[parent];
      if (above == null || !isBefore(message, above)) {
        break;
      }
      set(place, above);
      place = parent;
    }
    set(place, message);
  }

  private void siftDown(PendingMessage message) {
    int place = message.place;
    for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
      PendingMessage below = heap[child];
      PendingMessage sibling = child + 1 < size ? heap[child + 1] : null;
      if (sibling != null && below != null && isBefore(sibling, below)) {
        below = sibling;
        child++;
      }
      if (below == null || !isBefore(below, message)) {
        break;
      }
      set(place, below);
      place = child;
    }
    set(place, message);
  }

  private void set(int place, PendingMessage message) {
    heap[place] = message;
    message.place = place;
  }

  private static boolean isBefore(PendingMessage one, PendingMessage other) {
    return one.deadline != other.deadline
        ? one.deadline < other.deadline
        : one.sequence < other.sequence;
  }
}
