package dev.jetharness.inmemory.jetstream.stream;

/**
 * What to purge from a stream.
 *
 * @param filter only messages on this subject, which may have wildcards; "" for all
 * @param before only messages below this sequence; 0 for no such bound
 * @param keep leave this many of the newest messages that pass the filter; 0 to leave none
 */
public record PurgeRequest(String filter, long before, long keep) {
  /** Purges everything. */
  public static final PurgeRequest ALL = new PurgeRequest("", 0, 0);

  /** Whether the next message gets the sequence that is the bound, if that is beyond the end. */
  public boolean startsAgain() {
    return filter.isEmpty() || filter.equals(">");
  }
}
