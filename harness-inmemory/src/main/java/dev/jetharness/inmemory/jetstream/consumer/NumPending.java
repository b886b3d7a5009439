package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.stream.ConsumedStream;
import dev.jetharness.inmemory.subject.SubjectFilter;

/**
 * How many messages are still to be delivered for the first time: a running counter, so that info
 * and every ack reply subject have it for nothing.
 */
final class NumPending {
  private long count;

  long get() {
    return count;
  }

  /** Counts anew, after bulk removals and changes of the filter. */
  void recount(ConsumedStream stream, SubjectFilter filter, long nextSequence, SkipList skipList) {
    count =
        skipList.isEmpty()
            ? stream.count(nextSequence, filter)
            : skipList.remaining(stream) + stream.count(skipList.resumeAfter() + 1, filter);
  }

  void increment() {
    count++;
  }

  /**
   * Puts it right where it can't be: it may count messages below the start, which are never
   * delivered. The server does so when info is asked for, and at the end of the stream.
   */
  void check(ConsumedStream stream, long nextSequence) {
    long remaining = Math.max(0, stream.lastSequence() - nextSequence + 1);
    count = Math.min(count, Math.min(stream.messages(), remaining));
  }

  void decrement() {
    if (count > 0) {
      count--;
    }
  }

  /** A message was removed from the stream that passes the filter. */
  void removed(long sequence, long nextSequence, SkipList skipList) {
    boolean counted =
        (skipList.isEmpty() || sequence > skipList.resumeAfter())
            ? sequence >= nextSequence
            : skipList.contains(sequence);
    if (counted) {
      decrement();
    }
  }
}
