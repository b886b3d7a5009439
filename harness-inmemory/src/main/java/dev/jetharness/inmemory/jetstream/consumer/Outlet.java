package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.Delivery;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/** Where a consumer's messages go: to its deliver subject, or to whoever asked for them. */
interface Outlet {

  /** Whether a message may go out now. */
  boolean isOpen();

  /**
   * Claims a destination for a message.
   *
   * @param size the size that counts for pull requests: stored subject, ack reply, headers, payload
   * @param pending how many messages are pending, this one included
   * @return where it goes, or null if nobody takes it
   */
  @Nullable String claim(int size, long pending);

  /** The headers of a message with what its receiver is to be told beside them. */
  byte[] stamp(byte[] headers);

  /**
   * The message went out.
   *
   * @param size the size that counts for flow control: destination, ack reply, headers, payload
   */
  void sent(Delivery delivery, int size);

  /** The message did not reach anybody at the claimed destination. */
  void notReceived();

  /** There is nothing more to deliver for the moment. */
  void endOfStream();

  /** There is a message, but nobody who takes it: to the server that is like having none. */
  void nobodyServed();

  /** Whether somebody listens, or waits for messages. */
  boolean isUsed();

  /** Begins with what it does on its own: heartbeats. */
  void start();

  /** The configuration changed. */
  void update(ConsumerConfig config);

  /** Ends it, and tells who waits that the consumer was deleted. */
  void close();
}
