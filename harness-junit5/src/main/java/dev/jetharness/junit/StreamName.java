package dev.jetharness.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which stream a {@code StreamContext} parameter is. May be left out if the test declares
 * exactly one.
 *
 * <pre>{@code
 * @Test
 * void purges(@StreamName("ORDERS") StreamContext orders) { … }
 * }</pre>
 *
 * @since 0.1
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface StreamName {

  /**
   * Returns the name of the stream.
   *
   * @return the name
   */
  String value();
}
