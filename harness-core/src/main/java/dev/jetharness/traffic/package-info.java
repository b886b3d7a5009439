/** What went through a broker: one recorder and one event model for every kind. */
@NullMarked
package dev.jetharness.traffic;

import org.jspecify.annotations.NullMarked;
