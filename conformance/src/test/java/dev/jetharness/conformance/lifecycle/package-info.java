/** What a broker leaves behind, and how it is used from a module. */
@NullMarked
package dev.jetharness.conformance.lifecycle;

import org.jspecify.annotations.NullMarked;
