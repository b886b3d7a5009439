package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.store.MessageStore;

/**
 * How full a stream is.
 *
 * @param messages how many messages it holds
 * @param bytes their size, as the server counts it
 * @param firstSequence the oldest one's sequence; last + 1 if there is none, 0 if nothing ever
 *     happened
 * @param firstTimestamp when the oldest one was stored, 0 if there is none
 * @param lastSequence the last sequence given out
 * @param lastTimestamp when it was given out, 0 if never
 * @param subjects how many subjects have messages
 * @param deleted how many sequences between first and last hold no message
 * @param consumers how many consumers it has, without those of the server itself
 */
public record StreamState(
    long messages,
    long bytes,
    long firstSequence,
    long firstTimestamp,
    long lastSequence,
    long lastTimestamp,
    int subjects,
    long deleted,
    int consumers) {

  /** The same state with another number of consumers. */
  public StreamState withConsumers(int count) {
    return new StreamState(
        messages,
        bytes,
        firstSequence,
        firstTimestamp,
        lastSequence,
        lastTimestamp,
        subjects,
        deleted,
        count);
  }

  static StreamState of(MessageStore store, int consumers) {
    return new StreamState(
        store.messages(),
        store.bytes(),
        store.firstSequence(),
        store.firstTimestamp(),
        store.lastSequence(),
        store.lastTimestamp(),
        store.subjects(),
        store.deletedCount(),
        consumers);
  }
}
