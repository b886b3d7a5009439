/** The JetStream API: one small class for each operation. */
@NullMarked
package dev.jetharness.inmemory.jetstream.api;

import org.jspecify.annotations.NullMarked;
