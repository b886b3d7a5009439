package dev.jetharness.inmemory.jetstream.consumer;

/**
 * A position of a consumer.
 *
 * @param consumer a number of a delivery
 * @param stream a sequence of the stream
 */
public record SequencePair(long consumer, long stream) {}
