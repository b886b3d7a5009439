/**
 * What nats-server 2.15 has, each item with a request that uses it: from this, and from what the
 * in-memory broker answers, docs/SUPPORT.md is generated.
 */
@NullMarked
package dev.jetharness.conformance.inventory;

import org.jspecify.annotations.NullMarked;
