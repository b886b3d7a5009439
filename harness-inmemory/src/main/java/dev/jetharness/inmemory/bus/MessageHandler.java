package dev.jetharness.inmemory.bus;

import org.jspecify.annotations.Nullable;

/** A receiver of messages inside the broker; runs under the broker's one lock. */
@FunctionalInterface
public interface MessageHandler {

  /**
   * Takes a message.
   *
   * @param message the message
   * @param sender the client that published it; null when the broker itself did
   * @return whether it counts as received; if nobody receives a request, its sender is told 503
   */
  boolean onMessage(Message message, @Nullable Client sender);
}
