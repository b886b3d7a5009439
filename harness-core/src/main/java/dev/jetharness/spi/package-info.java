/** What a kind of broker implements; found by {@link java.util.ServiceLoader}. */
@NullMarked
package dev.jetharness.spi;

import org.jspecify.annotations.NullMarked;
