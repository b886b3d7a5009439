/** JMH: the in-memory broker beside nats-server, through the same client, in one run. */
@NullMarked
package dev.jetharness.benchmarks;

import org.jspecify.annotations.NullMarked;
