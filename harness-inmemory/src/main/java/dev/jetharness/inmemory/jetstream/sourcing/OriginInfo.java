package dev.jetharness.inmemory.jetstream.sourcing;

import dev.jetharness.inmemory.jetstream.config.StreamSource;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * How a stream gets on with copying another one.
 *
 * @param origin what it copies
 * @param filter the subjects that it copies; "" for all, or before a mirror asked for them
 * @param lag how many messages it still misses, as of the last one that it got
 * @param sequence the last sequence of the origin that it stored; 0 if none, or for a mirror
 * @param active for how many nanoseconds it has heard nothing; -1 if it never did
 * @param error why it can't, if it knows
 */
public record OriginInfo(
    StreamSource origin,
    String filter,
    long lag,
    long sequence,
    long active,
    @Nullable ApiError error) {}
