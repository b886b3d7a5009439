package dev.jetharness.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which bucket a {@code KeyValue} or {@code ObjectStore} parameter is. May be left out if the
 * test declares exactly one.
 *
 * <pre>{@code
 * @Test
 * void remembersAPrice(@Bucket("prices") KeyValue prices) { … }
 * }</pre>
 *
 * @since 0.1
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Bucket {

  /**
   * Returns the name of the bucket.
   *
   * @return the name
   */
  String value();
}
