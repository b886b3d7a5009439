/** A consumer: delivery policies, pull queue, push delivery, acknowledgements, redelivery. */
@NullMarked
package dev.jetharness.inmemory.jetstream.consumer;

import org.jspecify.annotations.NullMarked;
