/** Many threads on many connections at once, and a ledger that finds a lost or doubled message. */
@NullMarked
package dev.jetharness.conformance.stress;

import org.jspecify.annotations.NullMarked;
