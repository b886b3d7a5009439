package dev.jetharness.inmemory.bus;

import dev.jetharness.inmemory.time.Sequencer;

/**
 * One account as the JetStream engine sees it: a space of subjects to subscribe and publish in. All
 * methods are called under the broker's one lock, which is the {@link Sequencer}'s.
 */
public interface Account {

  /** The account's name, {@code $G} for the global one. */
  String name();

  /** The largest size of headers and payload together that a client may publish, in bytes. */
  int maxPayload();

  /** Subscribes the broker itself. Such a subscription is interest like any other. */
  InternalSubscription subscribe(String subject, MessageHandler handler);

  /**
   * Routes a message on its own subject, to clients and to handlers, as published by the broker.
   */
  Delivery publish(Message message);

  /**
   * Routes a message to the subscriptions that match {@code destination}, while receivers see the
   * message's own subject: how consumers deliver. Only clients' subscriptions and handlers on the
   * destination receive it.
   */
  Delivery deliver(String destination, Message message);

  /** Whether anybody, in a queue group or not, listens to a literal subject. */
  boolean hasInterest(String subject);

  /**
   * Whether a plain subscription names exactly this literal subject; one with wildcards does not
   * count, as it does not bind a push consumer on the server either.
   */
  boolean hasPlainInterest(String subject);

  /**
   * Whether a member of a queue group names exactly this literal subject; wildcards do not count.
   */
  boolean hasQueueInterest(String subject, String queue);

  /**
   * Runs {@code onChange} whenever a subscription to exactly this literal subject comes or goes,
   * queue groups included.
   */
  InternalSubscription watchInterest(String subject, Runnable onChange);
}
