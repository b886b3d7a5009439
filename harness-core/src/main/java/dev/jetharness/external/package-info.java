/** Brokers on a server that somebody else runs. */
@NullMarked
package dev.jetharness.external;

import org.jspecify.annotations.NullMarked;
