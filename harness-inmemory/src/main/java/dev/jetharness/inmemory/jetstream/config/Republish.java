package dev.jetharness.inmemory.jetstream.config;

/** What a stream publishes again after it stored it, and on which subject. */
public record Republish(String source, String destination, boolean headersOnly) {}
