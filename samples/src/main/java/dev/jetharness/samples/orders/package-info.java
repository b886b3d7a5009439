/** An order-processing service in plain jnats: nothing in here knows that it is being tested. */
@NullMarked
package dev.jetharness.samples.orders;

import org.jspecify.annotations.NullMarked;
