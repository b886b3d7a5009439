/** JUnit 5 and 6: annotations and the extension that gives a test its broker. */
@NullMarked
package dev.jetharness.junit;

import org.jspecify.annotations.NullMarked;
