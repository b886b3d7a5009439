/** One contract, every broker: what a client can see of a NATS server. */
@NullMarked
package dev.jetharness.conformance;

import org.jspecify.annotations.NullMarked;
