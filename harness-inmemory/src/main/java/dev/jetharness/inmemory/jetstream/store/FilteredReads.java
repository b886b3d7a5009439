package dev.jetharness.inmemory.jetstream.store;

import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.Arrays;
import java.util.List;

/**
 * Answers questions with a filter, by scanning messages or by asking the index of subjects. Which
 * is cheaper is not known before: a scan ends at the first message that passes, the index costs a
 * step for each subject that might. So each may take a few steps, and then twice as many, until one
 * of them has the answer: that takes a few times the steps that the better one alone would.
 */
final class FilteredReads {
  private static final long FEW_STEPS = 4;

  private final MessageLog log;
  private final SubjectIndex index;

  FilteredReads(MessageLog log, SubjectIndex index) {
    this.log = log;
    this.index = index;
  }

  /** The first sequence at or above a bound that passes the filter, or 0. */
  long next(long from, SubjectFilter filter) {
    long sequence = log.next(from);
    for (long steps = firstScan(filter); sequence > 0; steps = more(steps)) {
      for (long step = 0; step < steps && sequence > 0; step++) {
        if (passes(sequence, filter)) {
          return sequence;
        }
        sequence = log.next(sequence + 1);
      }
      if (sequence == 0) {
        return 0;
      }
      long start = sequence;
      long[] lowest = {Long.MAX_VALUE};
      boolean complete =
          index.forEach(
              filter,
              subject -> {
                long candidate = subject.ceiling(start);
                lowest[0] = candidate == 0 ? lowest[0] : Math.min(lowest[0], candidate);
              },
              more(steps));
      if (complete) {
        return lowest[0] == Long.MAX_VALUE ? 0 : lowest[0];
      }
    }
    return 0;
  }

  /** The highest sequence that passes the filter, or 0. */
  long last(SubjectFilter filter) {
    long sequence = log.previous(log.last());
    for (long steps = firstScan(filter); sequence > 0; steps = more(steps)) {
      for (long step = 0; step < steps && sequence > 0; step++) {
        if (passes(sequence, filter)) {
          return sequence;
        }
        sequence = log.previous(sequence - 1);
      }
      if (sequence == 0) {
        return 0;
      }
      long[] highest = {0};
      boolean complete =
          index.forEach(
              filter, subject -> highest[0] = Math.max(highest[0], subject.last()), more(steps));
      if (complete) {
        return highest[0];
      }
    }
    return 0;
  }

  /** How many messages at or above a bound pass the filter. */
  long count(long from, SubjectFilter filter) {
    long messages = log.countFrom(from);
    if (filter.isAll()) {
      return messages;
    }
    long[] count = {0};
    if (!index.forEach(filter, subject -> count[0] += subject.countFrom(from), messages)) {
      count[0] = 0;
      for (long at = log.next(from); at > 0; at = log.next(at + 1)) {
        count[0] += passes(at, filter) ? 1 : 0;
      }
    }
    return count[0];
  }

  /** The highest sequence of each subject that passes, ascending. */
  long[] lastPerSubject(SubjectFilter filter) {
    List<SubjectSequences> matching = index.matching(filter);
    long[] last = new long[matching.size()];
    for (int i = 0; i < last.length; i++) {
      last[i] = matching.get(i).last();
    }
    Arrays.sort(last);
    return last;
  }

  /** All sequences below a bound that pass the filter, ascending. */
  long[] below(long before, SubjectFilter filter) {
    List<SubjectSequences> matching = index.matching(filter);
    int total = 0;
    for (SubjectSequences subject : matching) {
      total += subject.size() - subject.countFrom(before);
    }
    long[] sequences = new long[total];
    int end = 0;
    for (SubjectSequences subject : matching) {
      end = subject.copyBelow(before, sequences, end);
    }
    Arrays.sort(sequences);
    return sequences;
  }

  /** What is named by literal subjects is looked up before anything is scanned. */
  private static long firstScan(SubjectFilter filter) {
    return filter.isLiteral() ? 0 : FEW_STEPS;
  }

  private static long more(long steps) {
    return Math.max(2 * steps, FEW_STEPS);
  }

  private boolean passes(long held, SubjectFilter filter) {
    Segment segment = log.holding(held);
    return segment != null && filter.matches(segment.subject(Segment.slot(held)).subject());
  }
}
