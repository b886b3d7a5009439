package dev.jetharness.inmemory.jetstream.stream;

/** What became of a message that was to be copied from another stream. */
public enum CopyOutcome {
  STORED,
  /** Nobody is interested in it here; it took a sequence. */
  PASSED_OVER,
  /** Its id is known here. */
  DUPLICATE,
  /** A rule of this stream is against it. */
  REFUSED,
  /** This stream is full, and keeps what it has. */
  NO_ROOM,
  /** It is not the one that a mirror needs next. */
  OUT_OF_SEQUENCE
}
