/** Immutable settings of each kind of broker; each one starts the broker it describes. */
@NullMarked
package dev.jetharness.settings;

import org.jspecify.annotations.NullMarked;
