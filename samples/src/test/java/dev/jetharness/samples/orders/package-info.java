/** What a test of an application looks like: one class for each feature of the harness. */
@NullMarked
package dev.jetharness.samples.orders;

import org.jspecify.annotations.NullMarked;
