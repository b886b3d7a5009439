package dev.jetharness.inmemory.jetstream.config;

import org.jspecify.annotations.Nullable;

/** The other streams of the account, which a mirror or a source is checked against. */
@FunctionalInterface
public interface StreamLookup {

  /** The configuration of a stream, or null if there is none of this name. */
  @Nullable StreamConfig config(String name);
}
