package dev.jetharness.inmemory.jetstream.config;

import java.util.List;
import java.util.Set;

/**
 * Where in a cluster a stream should live; kept and reported.
 *
 * @param emptyLists names of lists that were given as empty: not the same as not given, where
 *     nats-server compares
 */
public record Placement(
    String cluster, List<String> tags, String preferred, Set<String> emptyLists) {}
