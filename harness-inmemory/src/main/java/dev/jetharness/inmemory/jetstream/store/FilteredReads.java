package dev.jetharness.inmemory.jetstream.store;

import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Answers questions with a filter, by scanning messages or by asking the index of subjects,
 * whichever is cheaper: a scan ends early where the filter lets much pass, the index costs one
 * look-up for each subject that matches.
 */
final class FilteredReads {
  /** How many messages are looked at before the index is asked for a filter with wildcards. */
  private static final int SHORT_SCAN = 128;

  /** How many are looked at most where there are even more subjects that might match. */
  private static final int LONG_SCAN = 8192;

  private final MessageLog log;
  private final SubjectIndex index;

  FilteredReads(MessageLog log, SubjectIndex index) {
    this.log = log;
    this.index = index;
  }

  /** The first sequence at or above a bound that passes the filter, or 0. */
  long next(long from, SubjectFilter filter) {
    long sequence = log.next(from);
    if (filter.isAll() || sequence == 0) {
      return sequence;
    }
    if (hasWildcards(filter)) {
      int scan = isCheaperToScan(sequence) ? LONG_SCAN : SHORT_SCAN;
      for (; scan > 0 && sequence > 0; scan--) {
        if (filter.matches(subjectOf(sequence))) {
          return sequence;
        }
        sequence = log.next(sequence + 1);
      }
      if (sequence == 0) {
        return 0;
      }
    }
    long start = sequence;
    long[] lowest = {0};
    forEach(
        filter,
        subject -> {
          long candidate = subject.ceiling(start);
          if (candidate > 0 && (lowest[0] == 0 || candidate < lowest[0])) {
            lowest[0] = candidate;
          }
        });
    return lowest[0];
  }

  /** How many messages at or above a bound pass the filter. */
  long count(long from, SubjectFilter filter) {
    if (filter.isAll()) {
      return log.countFrom(from);
    }
    long[] count = {0};
    if (hasWildcards(filter) && isCheaperToScan(from)) {
      for (long at = log.next(from); at > 0; at = log.next(at + 1)) {
        count[0] += filter.matches(subjectOf(at)) ? 1 : 0;
      }
    } else {
      forEach(filter, subject -> count[0] += subject.countFrom(from));
    }
    return count[0];
  }

  /** The highest sequence that passes the filter, or 0. */
  long last(SubjectFilter filter) {
    long sequence = log.previous(log.last());
    if (filter.isAll() || sequence == 0) {
      return sequence;
    }
    if (hasWildcards(filter)) {
      for (int scan = SHORT_SCAN; scan > 0 && sequence > 0; scan--) {
        if (filter.matches(subjectOf(sequence))) {
          return sequence;
        }
        sequence = log.previous(sequence - 1);
      }
    }
    long[] highest = {0};
    forEach(filter, subject -> highest[0] = Math.max(highest[0], subject.last()));
    return highest[0];
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
      total += subject.size();
    }
    long[] sequences = new long[total];
    int end = 0;
    for (SubjectSequences subject : matching) {
      end = subject.copyBelow(before, sequences, end);
    }
    long[] found = end == total ? sequences : Arrays.copyOf(sequences, end);
    Arrays.sort(found);
    return found;
  }

  /** Visits each subject that passes the filter; literal ones are looked up one by one. */
  private void forEach(SubjectFilter filter, Consumer<SubjectSequences> each) {
    if (hasWildcards(filter)) {
      index.forEach(filter, each);
      return;
    }
    for (String literal : filter.patterns()) {
      SubjectSequences subject = index.get(literal);
      if (subject != null) {
        each.accept(subject);
      }
    }
  }

  /** Whether fewer messages are left at or above a bound than subjects might match. */
  private boolean isCheaperToScan(long from) {
    return log.last() - from < Math.min(index.size() / 2, LONG_SCAN);
  }

  private static boolean hasWildcards(SubjectFilter filter) {
    List<String> patterns = filter.patterns();
    for (int i = 0; i < patterns.size(); i++) {
      String pattern = patterns.get(i);
      if (pattern.indexOf('*') >= 0 || pattern.indexOf('>') >= 0) {
        return true;
      }
    }
    return false;
  }

  private String subjectOf(long held) {
    Segment segment = log.holding(held);
    return segment == null ? "" : segment.subject(Segment.slot(held)).subject();
  }
}
