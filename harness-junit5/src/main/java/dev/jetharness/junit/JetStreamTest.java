package dev.jetharness.junit;

/** Placeholder of the skeleton. */
public @interface JetStreamTest {}
