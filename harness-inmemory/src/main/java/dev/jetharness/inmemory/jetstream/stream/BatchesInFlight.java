package dev.jetharness.inmemory.jetstream.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The batches of one kind that a stream has in flight, by their ids. */
final class BatchesInFlight<B extends BatchInFlight> {
  private final int limit;
  private final Quota quota;
  private final Map<String, B> byId = new HashMap<>();

  /**
   * None at first.
   *
   * @param limit how many the stream may have
   * @param quota how many the broker may have
   */
  BatchesInFlight(int limit, Quota quota) {
    this.limit = limit;
    this.quota = quota;
  }

  @Nullable B get(String id) {
    return byId.get(id);
  }

  int count() {
    return byId.size();
  }

  /** Begins a batch; null if there is no room for another. */
  @Nullable B begin(Supplier<B> batch) {
    if (byId.size() == limit || !quota.take()) {
      return null;
    }
    B begun = batch.get();
    byId.put(begun.id(), begun);
    return begun;
  }

  void end(B batch) {
    if (byId.remove(batch.id(), batch)) {
      batch.stop();
      quota.giveBack();
    }
  }

  void endAll() {
    List.copyOf(byId.values()).forEach(this::end);
  }
}
