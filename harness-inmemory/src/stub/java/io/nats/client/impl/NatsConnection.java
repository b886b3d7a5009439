package io.nats.client.impl;

/**
 * A stand-in that is public where jnats's own is package-private, so that a {@link DataPort} can be compiled outside
 * jnats's package. Used by the compiler only; never packaged.
 */
public class NatsConnection {}
