package dev.jetharness.inmemory.bus;

/** What became of a message that the engine handed to the router. */
public interface Delivery {

  /** Whether at least one subscription, of a client or inside the broker, received it. */
  boolean received();

  /** The {@linkplain Client#label() label} of a client that received it, or "" if no client did. */
  String receiver();

  /**
   * Whether a receiving connection has a quarter of its max-pending or more waiting to be read. A
   * consumer then stops delivering and asks to be resumed.
   */
  boolean congested();

  /** Runs {@code resume}, under the broker's lock, once the congested connection has been read. */
  void whenDrained(Runnable resume);
}
