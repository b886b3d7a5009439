package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NestedTestsTest {

  @Nested
  @JetStreamTest
  @WithStream(name = "ORDERS")
  class WithABrokerPerTest {
    private Connection outer;

    @BeforeEach
    void setUp(Connection connection) {
      outer = connection;
    }

    @Nested
    @WithStream(name = "PAYMENTS")
    class Inner {
      @Test
      @WithStream(name = "SHIPMENTS")
      void hasWhatIsDeclaredAroundIt(Connection connection, JetStreamManagement management)
          throws Exception {
        assertThat(connection).isSameAs(outer);
        assertThat(management.getStreamNames())
            .containsExactlyInAnyOrder("ORDERS", "PAYMENTS", "SHIPMENTS");
      }
    }
  }

  @Nested
  @JetStreamTest(scope = BrokerScope.CLASS)
  class WithABrokerPerClass {
    private static Connection outer;

    @BeforeAll
    static void setUp(Connection connection) {
      outer = connection;
    }

    @Nested
    class Inner {
      @Test
      void sharesIt(Connection connection) {
        assertThat(connection).isSameAs(outer);
      }
    }

    @Nested
    @JetStreamTest
    class InnerWithItsOwn {
      @Test
      void doesNotShareIt(Connection connection) {
        assertThat(connection).isNotSameAs(outer);
      }
    }
  }

  @Nested
  class WithAField {
    @RegisterExtension
    static final JetStreamExtension JETSTREAM =
        JetStreamExtension.builder().scope(BrokerScope.CLASS).build();

    private static Connection outer;

    @BeforeAll
    static void setUp(Connection connection) {
      outer = connection;
    }

    @Nested
    class Inner {
      @Test
      void sharesIt(Connection connection) {
        assertThat(connection).isSameAs(outer);
      }
    }
  }
}
