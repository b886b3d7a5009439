/** Stream and consumer configuration: parse, defaults, validation, update rules, JSON. */
@NullMarked
package dev.jetharness.inmemory.jetstream.config;

import org.jspecify.annotations.NullMarked;
