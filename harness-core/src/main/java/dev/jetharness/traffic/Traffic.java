package dev.jetharness.traffic;

/**
 * What went through a broker, oldest first. Thread-safe.
 *
 * @since 0.1
 */
public interface Traffic {}
