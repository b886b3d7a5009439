package dev.jetharness.inmemory.jetstream.config;

/**
 * A request to create or update a stream, as it was read.
 *
 * @param config the configuration, without defaults
 * @param namesStorage whether it says where to store
 * @param pedantic whether what the server would put right is to be refused instead
 */
public record StreamRequest(StreamConfig config, boolean namesStorage, boolean pedantic) {}
