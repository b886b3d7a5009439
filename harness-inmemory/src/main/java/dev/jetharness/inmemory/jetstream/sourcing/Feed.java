package dev.jetharness.inmemory.jetstream.sourcing;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import org.jspecify.annotations.Nullable;

/** Who copies: a mirror, or one source. */
interface Feed {

  /** The request for a consumer that goes on where this one is, to be answered on a subject. */
  Message request(String deliverSubject, String replyTo);

  /**
   * There is a consumer now; from here on its messages come.
   *
   * @return why it can't be used after all; null if it can
   */
  @Nullable ApiError established(ConsumerAnswer answer);

  /**
   * There is no consumer.
   *
   * @return whether the next attempt has better prospects, and need not wait long
   */
  boolean refused(ApiError error);

  /** Takes a message that came on the deliver subject. */
  void take(Inbound inbound);

  /** Nothing was heard for too long; the next consumer is to begin after what was taken. */
  void stalled();
}
