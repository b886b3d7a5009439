package dev.jetharness.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets up streams, consumers and buckets with code, best with the code that sets them up in
 * production.
 *
 * <pre>{@code
 * @JetStreamTest
 * @WithTopology(OrdersTopology.class) // has: static void create(JetStreamManagement management)
 * class OrderServiceTest { … }
 * }</pre>
 *
 * <p>The class has one static method whose parameters are a {@code Connection} or other parameters
 * that a test may have, or {@link #method} says which one it is; or it implements {@link Topology}
 * and has a constructor without parameters. It runs after the declared streams and buckets and
 * before the declared consumers. For a test with a broker of its own, the traffic is recorded from
 * the end of the set-up on.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(WithTopology.List.class)
public @interface WithTopology {

  /**
   * Returns the class that sets up.
   *
   * @return the class
   */
  Class<?> value();

  /**
   * Returns which of the static methods to call.
   *
   * @return its name; empty if there is only one
   */
  String method() default "";

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
    WithTopology[] value();
  }
}
