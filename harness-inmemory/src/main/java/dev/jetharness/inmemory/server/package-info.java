/** Connections, accounts, authentication, subscriptions, routing and monitoring. */
@NullMarked
package dev.jetharness.inmemory.server;

import org.jspecify.annotations.NullMarked;
