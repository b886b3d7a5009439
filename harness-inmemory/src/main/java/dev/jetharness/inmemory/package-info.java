/**
 * A NATS server with JetStream in memory: the provider that core finds, and the server's main
 * class.
 */
@NullMarked
package dev.jetharness.inmemory;

import org.jspecify.annotations.NullMarked;
