package dev.jetharness.conformance.stress;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The books of what was published and of what each consumer was given, against which every single
 * message is accounted for. Thread-safe.
 */
final class Ledger {
  private final Map<Integer, Entry> bySequence = new HashMap<>();
  private final Map<String, Integer> lastNumbers = new HashMap<>();
  private final Map<String, Integer> lastSequences = new HashMap<>();
  private final Map<String, Account> accounts = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  private record Entry(String publisher, int number) {}

  /** What one consumer was given, and what it is to be given again. */
  private static final class Account {
    private final BitSet given = new BitSet();
    private final BitSet owed = new BitSet();
    private final Map<String, Integer> lastNumbers = new HashMap<>();
  }

  /** A stream acknowledged a message; its publisher numbers its own from 1. */
  synchronized void published(String publisher, int number, long sequence) {
    int at = Math.toIntExact(sequence);
    if (bySequence.put(at, new Entry(publisher, number)) != null) {
      problems.add("sequence " + at + " was given out twice");
    }
    int lastNumber = lastNumbers.merge(publisher, number, Integer::max);
    int lastSequence = lastSequences.merge(publisher, at, Integer::max);
    if (lastNumber > number || lastSequence > at) {
      problems.add("%s's message %d is stored out of order at %d".formatted(publisher, number, at));
    }
  }

  /**
   * A consumer was given a message.
   *
   * @param reader who of the consumer's clients: each one by itself sees a publisher's messages in
   *     order
   * @param deliveries how often the server says that it delivered it by now
   */
  synchronized void delivered(
      String consumer,
      String reader,
      long sequence,
      long deliveries,
      String publisher,
      int number) {
    Account account = account(consumer);
    int at = Math.toIntExact(sequence);
    String message = "%s: %s's message %d at %d".formatted(consumer, publisher, number, at);
    if (deliveries == 1) {
      if (account.given.get(at)) {
        problems.add(message + " was delivered twice for the first time");
      }
      account.given.set(at);
      int last = account.lastNumbers.merge(reader + '/' + publisher, number, Integer::max);
      if (last > number) {
        problems.add(message + " came after message " + last);
      }
    } else if (account.owed.get(at)) {
      account.owed.clear(at);
    } else {
      problems.add(message + " was delivered again, although nobody asked for it");
    }
  }

  /** A reader asked for a message once more. */
  synchronized void askedAgain(String consumer, long sequence) {
    account(consumer).owed.set(Math.toIntExact(sequence));
  }

  /** How many messages are published by now. */
  synchronized int published() {
    return bySequence.size();
  }

  /** How many messages a consumer still has to be given, for the first time or once more. */
  synchronized int outstanding(String consumer) {
    Account account = account(consumer);
    return bySequence.size() - account.given.cardinality() + account.owed.cardinality();
  }

  /** Everything that is wrong; with this, what is still missing counts as lost. */
  synchronized List<String> close() {
    List<String> all = new ArrayList<>(problems);
    accounts.forEach(
        (consumer, account) -> {
          bySequence.forEach(
              (sequence, entry) -> {
                if (!account.given.get(sequence)) {
                  all.add(consumer + " never got " + entry + " at " + sequence);
                }
              });
          account.given.stream()
              .filter(sequence -> !bySequence.containsKey(sequence))
              .forEach(sequence -> all.add(consumer + " got " + sequence + " from nowhere"));
          account.owed.stream()
              .forEach(sequence -> all.add(consumer + " never got " + sequence + " again"));
        });
    return all;
  }

  /** Opens the account of a consumer, so that it is missed if it gets nothing. */
  synchronized void open(String consumer) {
    account(consumer);
  }

  private Account account(String consumer) {
    return accounts.computeIfAbsent(consumer, unused -> new Account());
  }
}
