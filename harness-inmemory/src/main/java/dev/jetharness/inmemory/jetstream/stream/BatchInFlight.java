package dev.jetharness.inmemory.jetstream.stream;

/** A batch that was begun and has not ended. */
interface BatchInFlight {

  String id();

  /** It ended; no timer is left of it. */
  void stop();
}
