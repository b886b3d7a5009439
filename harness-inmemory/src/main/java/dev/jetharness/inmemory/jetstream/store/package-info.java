/** Where the messages of a stream are kept. */
@NullMarked
package dev.jetharness.inmemory.jetstream.store;

import org.jspecify.annotations.NullMarked;
