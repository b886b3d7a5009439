package dev.jetharness.inmemory.jetstream.consumer;

import org.jspecify.annotations.Nullable;

/** What a consumer tells of itself: its counters as of now, and those of its creation once. */
public final class ConsumerInfos {
  private final ConsumerState state;
  private final Outlet outlet;
  private final Pause pause;
  private @Nullable ConsumerInfo first;

  ConsumerInfos(ConsumerState state, Outlet outlet, Pause pause) {
    this.state = state;
    this.outlet = outlet;
    this.pause = pause;
  }

  /** Keeps what there is to tell now for whoever creates or updates the consumer next. */
  public void keepFirst() {
    first = now();
  }

  /**
   * What is told in answer to a creation or an update. The server keeps that from the moment of the
   * creation, so that the first one to ask after a restoration learns what was restored.
   */
  public ConsumerInfo takeFirst() {
    ConsumerInfo kept = first;
    first = null;
    return kept == null ? now() : kept;
  }

  /** All counters, as of now. */
  ConsumerInfo now() {
    DeliveryBooks books = state.books();
    state.numPending().check(state.stream(), books.nextSequence());
    int redelivered = state.config().maxDeliver() == 1 ? 0 : books.counts().size();
    return new ConsumerInfo(
        state.stream().name(),
        state.name(),
        state.created(),
        state.config(),
        books.deliveredPosition(),
        books.lastDelivered(),
        books.ackFloor(),
        books.lastAcknowledged(),
        books.pending().size(),
        redelivered,
        outlet instanceof PullOutlet pull ? pull.waiting() : 0,
        state.numPending().get(),
        state.config().isPush(),
        pushBound(),
        pause.remaining(),
        state.engine().clock().now(),
        outlet instanceof PullOutlet pull ? pull.pin().id() : "",
        outlet instanceof PullOutlet pull ? pull.pin().since() : 0);
  }

  boolean pushBound() {
    return state.config().isPush() && outlet.isUsed();
  }
}
