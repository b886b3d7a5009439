package dev.jetharness.inmemory.jetstream.config;

import java.util.List;

/** Where in a cluster a stream should live; kept and reported. */
public record Placement(String cluster, List<String> tags, String preferred) {}
