package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.JetStreamManagement;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@MetaAnnotationTest.OrdersTest
class MetaAnnotationTest {

  /** An annotation of a team's own. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @JetStreamTest(scope = BrokerScope.CLASS)
  @WithStream(name = "ORDERS", subjects = "orders.>")
  @WithConsumer(stream = "ORDERS", name = "billing")
  @interface OrdersTest {}

  @BeforeAll
  static void itsScopeHolds(JetStreamManagement management) throws Exception {
    assertThat(management.getStreamNames()).containsExactly("ORDERS");
  }

  @Test
  void itsDeclarationsHold(JetStreamManagement management) throws Exception {
    assertThat(management.getConsumerNames("ORDERS")).containsExactly("billing");
  }
}
