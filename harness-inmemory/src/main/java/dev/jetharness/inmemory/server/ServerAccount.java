package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.bus.Account;
import dev.jetharness.inmemory.bus.Delivery;
import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.bus.MessageHandler;
import dev.jetharness.inmemory.subject.SubjectTrie;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One account: its subscriptions, and the way of a message to them. */
final class ServerAccount implements Account {
  private final String name;
  private final int maxPayload;
  private final SubjectTrie<Subscription> subscriptions = new SubjectTrie<>();
  private final DomainMapping domain;
  private final InterestWatches watches;

  /** Routes that are not in use; a handler that publishes needs a second one, and so on. */
  private final ArrayDeque<Route> idle = new ArrayDeque<>();

  ServerAccount(String name, int maxPayload, DomainMapping domain, InterestWatches watches) {
    this.name = name;
    this.maxPayload = maxPayload;
    this.domain = domain;
    this.watches = watches;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int maxPayload() {
    return maxPayload;
  }

  int size() {
    return subscriptions.size();
  }

  void add(Subscription subscription) {
    subscriptions.add(subscription.subject(), subscription);
    watches.changed(subscription.subject());
  }

  void remove(Subscription subscription) {
    if (subscriptions.remove(subscription.subject(), subscription)) {
      watches.changed(subscription.subject());
    }
  }

  /** The subject that a publisher means. */
  String mapped(String subject) {
    return domain.map(subject);
  }

  /** Routes a message to whom its destination matches. */
  Delivery route(String destination, Message message, @Nullable ClientConnection sender) {
    Route route = idle.poll();
    if (route == null) {
      route = new Route();
    }
    subscriptions.match(destination, route);
    Delivery delivery = route.deliver(message, sender);
    idle.push(route);
    return delivery;
  }

  @Override
  public InternalSubscription subscribe(String subject, MessageHandler handler) {
    Subscription.OfBroker subscription = new Subscription.OfBroker(this, subject, handler);
    add(subscription);
    return subscription;
  }

  @Override
  public Delivery publish(Message message) {
    Message mapped = domain.map(message);
    return route(mapped.subject(), mapped, null);
  }

  @Override
  public Delivery deliver(String destination, Message message) {
    return route(destination, message, null);
  }

  @Override
  public boolean hasInterest(String subject) {
    return subscriptions.matchesAny(subject);
  }

  @Override
  public boolean hasPlainInterest(String subject) {
    return subscriptions.matchesAny(subject, s -> s.queue() == null && s.subject().equals(subject));
  }

  @Override
  public boolean hasQueueInterest(String subject, String queue) {
    return subscriptions.matchesAny(
        subject, s -> queue.equals(s.queue()) && s.subject().equals(subject));
  }

  @Override
  public InternalSubscription watchInterest(String subject, Runnable onChange) {
    return watches.add(subject, onChange);
  }

  /** The client's own plain subscription that its reply subject matches, if it has one. */
  Subscription.@Nullable OfClient replySubscription(ClientConnection client, String reply) {
    OwnSubscription own = new OwnSubscription(client);
    boolean unused = subscriptions.matchesAny(reply, own::isIt);
    return own.found;
  }

  /** Remembers the first plain subscription of one client. */
  private static final class OwnSubscription {
    private final ClientConnection client;
    private Subscription.@Nullable OfClient found;

    OwnSubscription(ClientConnection client) {
      this.client = client;
    }

    boolean isIt(Subscription subscription) {
      if (subscription.queue() == null
          && subscription instanceof Subscription.OfClient candidate
          && candidate.client() == client) {
        found = candidate;
        return true;
      }
      return false;
    }
  }
}
