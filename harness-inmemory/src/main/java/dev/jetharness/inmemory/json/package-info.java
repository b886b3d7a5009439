/** A small strict JSON reader and writer with the decoding rules of Go's encoding/json. */
@NullMarked
package dev.jetharness.inmemory.json;

import org.jspecify.annotations.NullMarked;
