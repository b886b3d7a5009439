/** Snapshots of streams: what they hold, how they are sent, and how streams are restored. */
@NullMarked
package dev.jetharness.inmemory.jetstream.backup;

import org.jspecify.annotations.NullMarked;
