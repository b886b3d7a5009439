/**
 * The seam between server and engine: a space of subjects in which the engine subscribes and
 * publishes.
 */
@NullMarked
package dev.jetharness.inmemory.bus;

import org.jspecify.annotations.NullMarked;
