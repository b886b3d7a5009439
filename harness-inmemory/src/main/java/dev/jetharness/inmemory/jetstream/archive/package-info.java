/** The archive in which a snapshot of a stream travels: entries in a row, compressed as S2. */
@NullMarked
package dev.jetharness.inmemory.jetstream.archive;

import org.jspecify.annotations.NullMarked;
