package dev.jetharness.conformance.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A contract on a server with a configuration file of its own. On the simulator's stages it is read
 * by the in-memory broker's program, on the others by nats-server.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Configured {
  /** What the file says besides ports, server name and store directory. */
  String value();
}
