/**
 * AssertJ assertions on what an application did with a broker. They wait, woken by the recorder,
 * and return as soon as they hold.
 */
@NullMarked
package dev.jetharness.assertions;

import org.jspecify.annotations.NullMarked;
