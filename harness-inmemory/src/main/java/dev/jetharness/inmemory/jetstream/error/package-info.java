/** The server's table of API errors. */
@NullMarked
package dev.jetharness.inmemory.jetstream.error;

import org.jspecify.annotations.NullMarked;
