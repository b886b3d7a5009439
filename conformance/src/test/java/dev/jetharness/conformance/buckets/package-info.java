/** What jnats builds on JetStream: Key-Value, Object Store and Services. */
@NullMarked
package dev.jetharness.conformance.buckets;

import org.jspecify.annotations.NullMarked;
