/** The broker's clock, its timers, and its one order of events. */
@NullMarked
package dev.jetharness.inmemory.time;

import org.jspecify.annotations.NullMarked;
