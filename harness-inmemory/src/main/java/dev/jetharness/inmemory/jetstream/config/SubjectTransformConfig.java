package dev.jetharness.inmemory.jetstream.config;

/** How subjects are mapped: those that match the source become the destination. */
public record SubjectTransformConfig(String source, String destination) {}
