/**
 * Brokers on nats-servers in containers. Only {@code ServerContainers} and what it uses touch
 * Testcontainers, which may be missing.
 */
@NullMarked
package dev.jetharness.container;

import org.jspecify.annotations.NullMarked;
