package dev.jetharness.inmemory.jetstream.config;

import java.time.Duration;

/** What a stream imposes on its consumers: defaults and upper bounds; zero means none. */
public record ConsumerLimits(Duration inactiveThreshold, int maxAckPending) {}
