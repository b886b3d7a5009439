/** The same random steps on the in-memory broker and on nats-server, in lockstep. */
@NullMarked
package dev.jetharness.conformance.differential;

import org.jspecify.annotations.NullMarked;
