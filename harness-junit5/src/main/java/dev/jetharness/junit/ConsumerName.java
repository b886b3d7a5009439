package dev.jetharness.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which consumer a {@code ConsumerContext} parameter is. May be left out if the test declares
 * exactly one.
 *
 * <pre>{@code
 * @Test
 * void bills(@ConsumerName(stream = "ORDERS", value = "billing") ConsumerContext billing) { … }
 * }</pre>
 *
 * @since 0.1
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ConsumerName {

  /**
   * Returns the name of the consumer.
   *
   * @return the name
   */
  String value();

  /**
   * Returns the name of its stream.
   *
   * @return the name
   */
  String stream();
}
