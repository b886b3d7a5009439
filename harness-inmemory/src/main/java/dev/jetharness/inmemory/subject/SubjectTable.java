package dev.jetharness.inmemory.subject;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Entries found by their subject, or by a part of it. Neither is kept, both are read from the
 * entry: so an entry costs its place in an open table and its hash, by which nearly every entry
 * that is not sought is passed unread.
 */
abstract sealed class SubjectTable {
  private static final int SMALLEST = 2;

  /** 0 where there is no entry. */
  private int[] hashes = new int[SMALLEST];

  private @Nullable HasSubject[] entries = new HasSubject[SMALLEST];
  private int size;

  /** Entries by their whole subject. */
  static final class Whole extends SubjectTable {
    @Override
    int hash(String subject) {
      return subject.hashCode();
    }

    @Override
    boolean isSame(String a, String b) {
      return a.equals(b);
    }
  }

  /** Entries by the token that begins at a certain place in all their subjects. */
  static final class OfTokens extends SubjectTable {
    private final int start;

    OfTokens(int start) {
      this.start = start;
    }

    @Override
    int hash(String subject) {
      int hash = 0;
      int end = Subjects.endOfToken(subject, start);
      for (int i = start; i < end; i++) {
        hash = hash * 31 + subject.charAt(i);
      }
      return hash;
    }

    @Override
    boolean isSame(String a, String b) {
      int end = Subjects.endOfToken(a, start);
      return end == Subjects.endOfToken(b, start) && a.regionMatches(start, b, start, end - start);
    }
  }

  abstract int hash(String subject);

  abstract boolean isSame(String a, String b);

  int size() {
    return size;
  }

  /** The entry that is found by this subject, or null. */
  @Nullable HasSubject find(String subject) {
    return entries[indexOf(subject, mix(hash(subject)))];
  }

  /** One of the entries, if there is one. */
  @Nullable HasSubject any() {
    for (HasSubject entry : entries) {
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** Adds an entry, or has it take the place of the one that is found by its subject. */
  void put(HasSubject entry) {
    int hash = mix(hash(entry.subject()));
    int index = indexOf(entry.subject(), hash);
    if (entries[index] == null) {
      if (size == mostOf(hashes.length)) {
        resize(hashes.length * 2);
        index = indexOf(entry.subject(), hash);
      }
      size++;
    }
    hashes[index] = hash;
    entries[index] = entry;
  }

  /** Removes and returns the entry that is found by this subject, if there is one. */
  @Nullable HasSubject remove(String subject) {
    int index = indexOf(subject, mix(hash(subject)));
    HasSubject removed = entries[index];
    if (removed != null) {
      free(index);
      size--;
      // A visit costs what the table has room for, which must not stay what it once was.
      if (hashes.length > SMALLEST && size < hashes.length / 8) {
        resize(hashes.length / 2);
      }
    }
    return removed;
  }

  /** Visits entries in no order until one fails the test; returns whether none did. */
  boolean all(Predicate<? super HasSubject> test) {
    for (HasSubject entry : entries) {
      if (entry != null && !test.test(entry)) {
        return false;
      }
    }
    return true;
  }

  /** Where the entry is that is found by this subject, or where it would be. */
  private int indexOf(String subject, int hash) {
    int mask = hashes.length - 1;
    int index = hash & mask;
    while (hashes[index] != 0) {
      HasSubject entry = entries[index];
      if (hashes[index] == hash && entry != null && isSame(entry.subject(), subject)) {
        return index;
      }
      index = (index + 1) & mask;
    }
    return index;
  }

  /** Frees a place, and moves up what is further on only because the place was taken. */
  private void free(int index) {
    int mask = hashes.length - 1;
    int free = index;
    for (int i = (index + 1) & mask; hashes[i] != 0; i = (i + 1) & mask) {
      int wanted = hashes[i] & mask;
      if (((i - wanted) & mask) >= ((i - free) & mask)) {
        hashes[free] = hashes[i];
        entries[free] = entries[i];
        free = i;
      }
    }
    hashes[free] = 0;
    entries[free] = null;
  }

  private void resize(int capacity) {
    int[] oldHashes = hashes;
    @Nullable HasSubject[] oldEntries = entries;
    hashes = new int[capacity];
    entries = new HasSubject[capacity];
    int mask = capacity - 1;
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldHashes[i] != 0) {
        int index = oldHashes[i] & mask;
        while (hashes[index] != 0) {
          index = (index + 1) & mask;
        }
        hashes[index] = oldHashes[i];
        entries[index] = oldEntries[i];
      }
    }
  }

  /** How many entries a table takes: one place must be free, or a search would not end. */
  private static int mostOf(int capacity) {
    return capacity - 1 - capacity / 5;
  }

  /** Spreads a hash over all its bits; never 0. */
  private static int mix(int hash) {
    int mixed = hash * 0x9e3779b9;
    mixed ^= mixed >>> 15;
    return mixed == 0 ? 1 : mixed;
  }
}
