package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.Account;
import dev.jetharness.inmemory.bus.InternalSubscription;
import java.util.HashMap;
import java.util.Map;

/**
 * Watches the subscriptions that bind a push consumer: plain ones to its deliver subject, or
 * members of its deliver group where it has one. As on the server, another deliver group is not
 * noticed until the deliver subject changes as well; what was watched under the old group still is
 * then, and whatever changed last counts.
 */
final class DeliverInterest {

  /** Is told whenever interest comes or goes. */
  @FunctionalInterface
  interface Listener {
    void interestChanged(boolean interest);
  }

  private record Place(String subject, String group) {}

  private final Account account;
  private final Listener listener;
  private final Map<Place, Watch> watches = new HashMap<>();

  DeliverInterest(Account account, Listener listener) {
    this.account = account;
    this.listener = listener;
  }

  /** Begins to watch; returns whether there is interest now. */
  boolean watch(String subject, String group) {
    return watches.computeIfAbsent(new Place(subject, group), Watch::new).interest;
  }

  /** Ends a watch, if there is such a one. */
  void unwatch(String subject, String group) {
    Watch watch = watches.remove(new Place(subject, group));
    if (watch != null) {
      watch.subscription.close();
    }
  }

  void close() {
    watches.values().forEach(watch -> watch.subscription.close());
    watches.clear();
  }

  private final class Watch {
    private final Place place;
    private final InternalSubscription subscription;
    private boolean interest;

    Watch(Place place) {
      this.place = place;
      this.interest = isThere();
      this.subscription = account.watchInterest(place.subject, this::look);
    }

    private void look() {
      if (isThere() != interest) {
        interest = !interest;
        listener.interestChanged(interest);
      }
    }

    private boolean isThere() {
      return place.group.isEmpty()
          ? account.hasPlainInterest(place.subject)
          : account.hasQueueInterest(place.subject, place.group);
    }
  }
}
