package dev.jetharness.inmemory.jetstream.consumer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pull requests of a consumer in the order of their turns: in one line, or in one for each
 * priority. Those whose receiver has much to read stand aside until it has read it.
 */
final class PullRequestQueue {
  private final List<Deque<PullRequest>> lines = new ArrayList<>();
  private final Set<PullRequest> aside = new LinkedHashSet<>();
  private int inLine;
  private int noWaits;

  PullRequestQueue() {
    for (int priority = 0; priority <= PullRequest.NO_PRIORITY; priority++) {
      lines.add(new ArrayDeque<>(1));
    }
  }

  int size() {
    return inLine + aside.size();
  }

  /** Whether it is anybody's turn. */
  boolean hasTurn() {
    return inLine > 0;
  }

  /** Whether some stand aside. */
  boolean hasAnyAside() {
    return !aside.isEmpty();
  }

  /** Whether some are not to wait for long. */
  boolean hasNoWaits() {
    return noWaits > 0;
  }

  /** The request whose turn it is, or null. */
  @Nullable PullRequest head() {
    Deque<PullRequest> line = firstLine();
    return line == null ? null : line.peek();
  }

  /** Adds a request at the end of its line. */
  void add(PullRequest request) {
    noWaits += request.noWait ? 1 : 0;
    line(request).add(request);
    inLine++;
  }

  /** The head has had its turn, and takes its place at the end of the line. */
  void next() {
    Deque<PullRequest> line = firstLine();
    if (line != null && line.size() > 1) {
      line.add(line.remove());
    }
  }

  boolean contains(PullRequest request) {
    return line(request).contains(request) || aside.contains(request);
  }

  /** Takes a request out; false if it is not there. */
  boolean remove(PullRequest request) {
    boolean removed = removeFromLine(request) || aside.remove(request);
    noWaits -= removed && request.noWait ? 1 : 0;
    return removed;
  }

  /** Lets a request stand aside. */
  void park(PullRequest request) {
    if (removeFromLine(request)) {
      aside.add(request);
    }
  }

  /** Lets a request that stood aside stand in line again; false if it did not. */
  boolean unpark(PullRequest request) {
    boolean parked = aside.remove(request);
    if (parked) {
      line(request).add(request);
      inLine++;
    }
    return parked;
  }

  /** How many messages all of them want. */
  long wanted() {
    long wanted = 0;
    for (Deque<PullRequest> line : lines) {
      wanted += wanted(line);
    }
    return wanted + wanted(aside);
  }

  /** Takes out all that meet a condition, in order. */
  void removeIf(Predicate<PullRequest> condition, Consumer<PullRequest> removed) {
    for (Deque<PullRequest> line : lines) {
      int before = line.size();
      removeIf(line.iterator(), condition, removed);
      inLine -= before - line.size();
    }
    removeIf(aside.iterator(), condition, removed);
  }

  private void removeIf(
      Iterator<PullRequest> each, Predicate<PullRequest> condition, Consumer<PullRequest> removed) {
    while (each.hasNext()) {
      PullRequest request = each.next();
      if (condition.test(request)) {
        each.remove();
        noWaits -= request.noWait ? 1 : 0;
        removed.accept(request);
      }
    }
  }

  private boolean removeFromLine(PullRequest request) {
    Deque<PullRequest> line = line(request);
    boolean removed = line.peek() == request ? line.poll() != null : line.remove(request);
    inLine -= removed ? 1 : 0;
    return removed;
  }

  private Deque<PullRequest> line(PullRequest request) {
    return lines.get(request.place);
  }

  private @Nullable Deque<PullRequest> firstLine() {
    for (int i = 0; inLine > 0 && i < lines.size(); i++) {
      if (!lines.get(i).isEmpty()) {
        return lines.get(i);
      }
    }
    return null;
  }

  private static long wanted(Collection<PullRequest> requests) {
    long wanted = 0;
    for (PullRequest each : requests) {
      wanted += each.remaining;
    }
    return wanted;
  }
}
