package dev.jetharness.inmemory.jetstream.backup;

/** A snapshot or a restoration that is under way. */
interface Backup {

  /** Ends without a word. */
  void abandon();
}
