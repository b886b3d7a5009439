/** Subjects, wildcards, and the indexes that find subscriptions and messages by subject. */
@NullMarked
package dev.jetharness.inmemory.subject;

import org.jspecify.annotations.NullMarked;
