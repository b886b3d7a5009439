/** The door of the JetStream engine: wires streams, consumers and the API into the server. */
@NullMarked
package dev.jetharness.inmemory.jetstream;

import org.jspecify.annotations.NullMarked;
