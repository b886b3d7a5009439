package dev.jetharness.inmemory.time;

/** A task that runs once, later, under the broker's lock. */
public interface Timer {

  /** Takes it back; does nothing once it ran or was cancelled. */
  void cancel();
}
