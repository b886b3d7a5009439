/** What a JetStream account has: streams, their consumers, advisories, and a place in a cluster. */
@NullMarked
package dev.jetharness.inmemory.jetstream.account;

import org.jspecify.annotations.NullMarked;
