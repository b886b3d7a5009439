package dev.jetharness.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a durable pull consumer that is there when the test begins.
 *
 * <pre>{@code
 * @JetStreamTest
 * @WithStream(name = "ORDERS", subjects = "orders.>")
 * @WithConsumer(stream = "ORDERS", name = "billing", ackWait = "30s", maxDeliver = 3)
 * class BillingTest { … }
 * }</pre>
 *
 * <p>Consumers are made after streams and topologies. What is not said has the server's default.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(WithConsumer.List.class)
public @interface WithConsumer {

  /**
   * Returns the name of its stream.
   *
   * @return the stream's name
   */
  String stream();

  /**
   * Returns the consumer's name.
   *
   * @return the name
   */
  String name();

  /**
   * Returns the subjects that it delivers; none means all.
   *
   * @return subjects, may have wildcards
   */
  String[] filterSubjects() default {};

  /**
   * Returns how long the consumer waits for an acknowledgement before it delivers again.
   *
   * @return a duration such as {@code 30s}, {@code 1m30s} or {@code 0.5s}; empty for the default
   */
  String ackWait() default "";

  /**
   * Returns how often a message is delivered at most.
   *
   * @return the number of deliveries; -1 for no limit
   */
  int maxDeliver() default -1;

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
    WithConsumer[] value();
  }
}
