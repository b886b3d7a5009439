package dev.jetharness.inmemory.jetstream.sourcing;

/** Those who answer direct gets for a stream: itself, and mirrors that have nearly all it has. */
public interface DirectGroup {

  /** A mirror got a message, with so many still to come; few enough, and it takes part. */
  void caughtUp(String origin, long pending);

  /** A mirror takes part, whatever it has. */
  void join(String origin);

  /** A mirror takes part no longer. */
  void leave();
}
