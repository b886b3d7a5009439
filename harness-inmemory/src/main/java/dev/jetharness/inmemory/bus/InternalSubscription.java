package dev.jetharness.inmemory.bus;

/** A subscription of the broker itself. */
public interface InternalSubscription {

  /** Ends it; does nothing on the second call. */
  void close();
}
