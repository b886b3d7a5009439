/**
 * What the brokers on real nats-servers have in common: one server for many brokers, a pool of
 * accounts on it, and their housekeeping.
 */
@NullMarked
package dev.jetharness.server;

import org.jspecify.annotations.NullMarked;
