/** Byte pipes: the in-process port and TCP. Bytes in, bytes out; knows no subject. */
@NullMarked
package dev.jetharness.inmemory.transport;

import org.jspecify.annotations.NullMarked;
