package dev.jetharness.junit;

import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Declares a stream that is there when the test begins.
 *
 * <pre>{@code
 * @JetStreamTest
 * @WithStream(name = "ORDERS", subjects = "orders.>")
 * class OrderServiceTest { … }
 * }</pre>
 *
 * <p>What is not said has the server's default. A stream that needs more is set up by {@link
 * WithTopology}, best with the code that sets it up in production.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(WithStream.List.class)
public @interface WithStream {

  /**
   * Returns the stream's name.
   *
   * @return the name
   */
  String name();

  /**
   * Returns the subjects that it stores; none means its name.
   *
   * @return subjects, may have wildcards
   */
  String[] subjects() default {};

  /**
   * Returns when messages leave the stream.
   *
   * @return the retention policy
   */
  RetentionPolicy retention() default RetentionPolicy.Limits;

  /**
   * Returns where messages are stored.
   *
   * @return the storage type
   */
  StorageType storage() default StorageType.File;

  /**
   * Returns how many nodes hold the stream; more than one needs {@code @JetStreamTest(nodes = 3)}.
   *
   * @return the number of replicas
   */
  int replicas() default 1;

  /**
   * Several of them on one test.
   *
   * @since 0.1
   */
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
  @Documented
  @Inherited
  @interface List {

    /**
     * Returns the declarations.
     *
     * @return the declarations
     */
    WithStream[] value();
  }
}
