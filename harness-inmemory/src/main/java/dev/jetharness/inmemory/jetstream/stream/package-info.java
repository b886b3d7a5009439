/** A stream: publish rules, limits, retention, reading. Knows consumers only as listeners. */
@NullMarked
package dev.jetharness.inmemory.jetstream.stream;

import org.jspecify.annotations.NullMarked;
