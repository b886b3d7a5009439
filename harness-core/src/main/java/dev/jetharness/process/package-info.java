/** Brokers on a nats-server executable of this machine. */
@NullMarked
package dev.jetharness.process;

import org.jspecify.annotations.NullMarked;
