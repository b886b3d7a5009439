/** The NATS client protocol, byte for byte: parser, writer, ports and the loopback proxy. */
@NullMarked
package dev.jetharness.wire;

import org.jspecify.annotations.NullMarked;
