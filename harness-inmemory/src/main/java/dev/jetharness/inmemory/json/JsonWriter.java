package dev.jetharness.inmemory.json;

/** Writes one JSON document, members in the order of the calls. Not thread-safe. */
public final class JsonWriter {}
