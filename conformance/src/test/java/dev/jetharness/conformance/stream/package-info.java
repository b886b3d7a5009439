/** Contracts for streams: their life, what publishing to them does, and how messages are read. */
@NullMarked
package dev.jetharness.conformance.stream;

import org.jspecify.annotations.NullMarked;
