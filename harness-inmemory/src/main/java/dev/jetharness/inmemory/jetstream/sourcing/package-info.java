/** Mirrors and sources: streams that copy what other streams store. */
@NullMarked
package dev.jetharness.inmemory.jetstream.sourcing;

import org.jspecify.annotations.NullMarked;
