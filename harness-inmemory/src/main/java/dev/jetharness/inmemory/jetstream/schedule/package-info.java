/** When scheduled messages are due (ADR-51): patterns, cron, time zones. */
@NullMarked
package dev.jetharness.inmemory.jetstream.schedule;

import org.jspecify.annotations.NullMarked;
