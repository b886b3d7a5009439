package dev.jetharness.inmemory.jetstream.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Schedules that wait, at most one on each subject, in the order in which they are due. */
final class ScheduleQueue {
  private final Map<String, Entry> bySubject = new HashMap<>();
  private final TreeSet<Entry> byDue =
      new TreeSet<>(Comparator.comparingLong(Entry::due).thenComparing(Entry::sequence));

  /**
   * A schedule.
   *
   * @param sequence of its message
   * @param due in nanoseconds since the epoch
   */
  record Entry(String subject, long sequence, long due) {}

  boolean isEmpty() {
    return byDue.isEmpty();
  }

  /** When the first one is due; there is one. */
  long firstDue() {
    return byDue.first().due();
  }

  /** Adds a schedule, in place of the one on its subject. */
  void put(Entry schedule) {
    remove(schedule.subject());
    bySubject.put(schedule.subject(), schedule);
    byDue.add(schedule);
  }

  void remove(String subject) {
    Entry schedule = bySubject.remove(subject);
    if (schedule != null) {
      byDue.remove(schedule);
    }
  }

  /** Takes out all that are due by now, in the order of their messages. */
  List<Entry> takeDue(long now) {
    List<Entry> due = new ArrayList<>();
    while (!byDue.isEmpty() && byDue.first().due() <= now) {
      Entry schedule = byDue.first();
      remove(schedule.subject());
      due.add(schedule);
    }
    due.sort(Comparator.comparingLong(Entry::sequence));
    return due;
  }
}
