/**
 * Consumers: the API, what they deliver and when, acknowledgements, pull requests and push
 * delivery.
 */
@NullMarked
package dev.jetharness.conformance.consumer;

import org.jspecify.annotations.NullMarked;
