package dev.jetharness.inmemory.jetstream.config;

/**
 * A request to create or update a stream, as it was read.
 *
 * @param config the configuration, without defaults
 * @param pedantic whether what the server would put right is to be refused instead
 * @param unmodelled what it asks for beyond what {@code config} can hold
 */
public record StreamRequest(
    StreamConfig config, boolean pedantic, UnmodelledStreamFields unmodelled) {}
