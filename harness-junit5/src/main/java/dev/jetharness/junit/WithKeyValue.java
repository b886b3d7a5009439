package dev.jetharness.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a Key-Value bucket that is there when the test begins.
 *
 * <pre>{@code
 * @JetStreamTest
 * @WithKeyValue("prices")
 * class PricesTest {
 *
 *   @Test
 *   void remembersAPrice(KeyValue prices) throws Exception {
 *     prices.put("apple", "1.20");
 *   }
 * }
 * }</pre>
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(WithKeyValue.List.class)
public @interface WithKeyValue {

  /**
   * Returns the bucket's name.
   *
   * @return the name
   */
  String value();

  /**
   * Returns how many values are kept of each key.
   *
   * @return the number of values, 1 to 64
   */
  int history() default 1;

  /**
   * Returns how long a value stays.
   *
   * @return a duration such as {@code 10m}; empty for ever
   */
  String ttl() default "";

  /**
   * Several of them on one test.
   *
   * @since 0.1
   */
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @Documented
  @Inherited
  @interface List {

    /**
     * Returns the declarations.
     *
     * @return the declarations
     */
    WithKeyValue[] value();
  }
}
