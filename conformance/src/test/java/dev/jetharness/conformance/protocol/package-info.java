/** The client protocol: operations, errors, subscriptions and routing. */
@NullMarked
package dev.jetharness.conformance.protocol;

import org.jspecify.annotations.NullMarked;
