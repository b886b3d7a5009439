package dev.jetharness.junit;

import dev.jetharness.Broker;
import dev.jetharness.settings.BrokerSettings;
import io.nats.client.Connection;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * A broker in the store, with the connection that injected parameters share and the declarations
 * that are set up on it. Thread-safe. The store closes it as a {@link CloseableResource} up to
 * JUnit 5.12, and as an {@link AutoCloseable} from 5.13 on.
 */
final class BrokerLease implements CloseableResource, AutoCloseable {
  private final Broker broker;
  private final String user;
  private final Set<Object> setUp = new HashSet<>();
  private @Nullable Connection connection;
  private boolean ready;

  private BrokerLease(Broker broker, String user) {
    this.broker = broker;
    this.user = user;
  }

  static BrokerLease start(BrokerSettings settings, String user) {
    return new BrokerLease(settings.start(), user);
  }

  Broker broker() {
    return broker;
  }

  /** The connection of injected parameters, which bears the test's name. */
  synchronized Connection connection() throws IOException, InterruptedException {
    Connection open = connection;
    if (open == null || open.getStatus() == Connection.Status.CLOSED) {
      open = broker.connect(broker.options().connectionName(user));
      connection = open;
    }
    return open;
  }

  /** Sets up what was declared at one place, once; whoever comes in the meantime waits. */
  synchronized void setUp(Object place, SetUp declared) throws Exception {
    if (!setUp.contains(place)) {
      declared.on(connection());
      setUp.add(place);
    }
  }

  /** Lets the recorded traffic begin after the set-up; does nothing on the second call. */
  synchronized void forgetSetUp() {
    if (!ready) {
      ready = true;
      broker.traffic().clear();
    }
  }

  @Override
  public void close() {
    broker.close();
  }

  /** Makes streams, consumers and buckets. */
  @FunctionalInterface
  interface SetUp {
    void on(Connection connection) throws Exception;
  }
}
