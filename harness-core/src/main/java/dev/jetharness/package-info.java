/**
 * A broker behind the application's own jnats client: in memory, a process, a container or any URL.
 */
@NullMarked
package dev.jetharness;

import org.jspecify.annotations.NullMarked;
