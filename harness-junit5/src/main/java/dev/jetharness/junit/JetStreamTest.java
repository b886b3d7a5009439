package dev.jetharness.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests a broker, and with it parameters of jnats's own types.
 *
 * <pre>{@code
 * @JetStreamTest
 * @WithStream(name = "ORDERS", subjects = "orders.>")
 * class OrderServiceTest {
 *
 *   @Test
 *   void storesAnOrder(Connection connection, Broker broker) throws Exception {
 *     new OrderService(connection).place("o-1");
 *     assertThat(broker).stream("ORDERS").stored("orders.created").withText("o-1").once();
 *   }
 * }
 * }</pre>
 *
 * <p>Parameters of tests, constructors and lifecycle methods may be a {@code Connection}, {@code
 * JetStream}, {@code JetStreamManagement}, {@code KeyValueManagement}, {@code
 * ObjectStoreManagement}; a {@code KeyValue} or {@code ObjectStore} with {@link Bucket}, a {@code
 * StreamContext} with {@link StreamName}, a {@code ConsumerContext} with {@link ConsumerName}
 * (which may be left out if the test declares exactly one); the {@link dev.jetharness.Broker} and
 * its {@link dev.jetharness.traffic.Traffic}. All of them share one connection, which is closed
 * with the broker. A connection that a test opens with {@code broker.connect()} it has to close:
 * the test fails otherwise.
 *
 * <p>Which broker it is, is not said in the test: {@code jetharness.broker}, as a system property,
 * JUnit configuration parameter or environment variable, is {@code inmemory} (the default), {@code
 * process}, {@code container} or a {@code nats://} URL. If it is missing, the tests are skipped
 * with a line that says what is missing, or fail if {@code jetharness.broker.required=true}.
 *
 * <p>On a method, it holds for this test alone. It is inherited, holds in {@code @Nested} classes,
 * and may be a meta-annotation.
 *
 * @since 0.1
 * @see OnEachBroker
 * @see JetStreamExtension
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(JetStreamExtension.class)
public @interface JetStreamTest {

  /**
   * Returns how long tests share a broker.
   *
   * @return the scope
   */
  BrokerScope scope() default BrokerScope.METHOD;

  /**
   * Returns the number of nodes that the tests need: 3 for replicated streams.
   *
   * @return 1 or 3; 0 for what {@code jetharness.broker.nodes} says
   */
  int nodes() default 0;
}
