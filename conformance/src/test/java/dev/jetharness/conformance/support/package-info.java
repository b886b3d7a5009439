/** What contracts are written with: targets, the server fixture, a raw client, JSON. */
@NullMarked
package dev.jetharness.conformance.support;

import org.jspecify.annotations.NullMarked;
