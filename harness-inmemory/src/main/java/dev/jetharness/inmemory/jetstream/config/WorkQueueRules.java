package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.refuseIf;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.subject.Subjects;
import java.util.Collection;
import java.util.List;

/**
 * The rules for consumers of a stream with work-queue retention: each message is for one of them.
 */
public final class WorkQueueRules {
  private WorkQueueRules() {}

  /**
   * Checks a consumer that is to be created.
   *
   * @param others the other consumers of the stream
   */
  public static void checkNew(ConsumerConfig consumer, Collection<ConsumerConfig> others)
      throws ApiException {
    if (consumer.isForSourcing()) {
      return;
    }
    AckPolicy acks = consumer.ackPolicy();
    refuseIf(
        acks != AckPolicy.EXPLICIT && acks != AckPolicy.FLOW_CONTROL,
        ConsumerErrors::workQueueNeedsExplicitAck);
    refuseIf(
        consumer.deliverPolicy() != DeliverPolicy.ALL,
        ConsumerErrors::workQueueConsumerNotDeliverAll);
    if (!others.stream().allMatch(ConsumerConfig::isForSourcing)) {
      refuseIf(patterns(consumer).isEmpty(), ConsumerErrors::workQueueMultipleUnfiltered);
      checkUnique(consumer, others);
    }
  }

  /**
   * Checks that no other consumer could be given the same message.
   *
   * @param others the other consumers of the stream
   */
  public static void checkUnique(ConsumerConfig consumer, Collection<ConsumerConfig> others)
      throws ApiException {
    for (String pattern : patterns(consumer)) {
      for (ConsumerConfig other : others) {
        if (other.isForSourcing()) {
          continue;
        }
        List<String> theirs = patterns(other);
        refuseIf(
            theirs.isEmpty() || theirs.stream().anyMatch(it -> Subjects.collide(pattern, it)),
            ConsumerErrors::workQueueConsumerNotUnique);
      }
    }
  }

  private static List<String> patterns(ConsumerConfig consumer) {
    return consumer.filterSubject().isEmpty()
        ? consumer.filterSubjects()
        : List.of(consumer.filterSubject());
  }
}
