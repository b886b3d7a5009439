package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.DeliverPolicy;
import dev.jetharness.inmemory.jetstream.stream.ConsumedStream;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.Arrays;

/**
 * How many messages are still to be delivered for the first time: a running counter, so that info
 * and every ack reply subject have it for nothing.
 */
final class NumPending {
  private long count;

  long get() {
    return count;
  }

  /**
   * Counts anew, after bulk removals and changes of the filter. With deliver policy
   * last-per-subject the server counts one message a subject, whatever is delivered by then.
   */
  void recount(
      ConsumedStream stream, SubjectFilter filter, long nextSequence, DeliverPolicy policy) {
    count =
        policy == DeliverPolicy.LAST_PER_SUBJECT
            ? Arrays.stream(stream.lastPerSubject(filter))
                .filter(each -> each >= nextSequence)
                .count()
            : stream.count(nextSequence, filter);
  }

  void increment() {
    count++;
  }

  void add(long messages) {
    count += messages;
  }

  void decrement() {
    if (count > 0) {
      count--;
    }
  }

  /**
   * Puts it right where it can't be: it may count messages below the start, which are never
   * delivered. The server does so when info is asked for, and at the end of the stream.
   */
  void check(ConsumedStream stream, long nextSequence) {
    long remaining = Math.max(0, stream.lastSequence() - nextSequence + 1);
    count = Math.min(count, Math.min(stream.messages(), remaining));
  }
}
