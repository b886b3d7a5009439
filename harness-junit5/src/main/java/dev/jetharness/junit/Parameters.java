package dev.jetharness.junit;

import dev.jetharness.Broker;
import dev.jetharness.traffic.Traffic;
import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.KeyValue;
import io.nats.client.KeyValueManagement;
import io.nats.client.ObjectStore;
import io.nats.client.ObjectStoreManagement;
import io.nats.client.StreamContext;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** The types of parameters that a test may have, and where each comes from. */
final class Parameters {
  private static final Map<Class<?>, Source> UNNAMED =
      Map.of(
          Connection.class, connection -> connection,
          JetStream.class, Connection::jetStream,
          JetStreamManagement.class, Connection::jetStreamManagement,
          KeyValueManagement.class, Connection::keyValueManagement,
          ObjectStoreManagement.class, Connection::objectStoreManagement);
  private static final Map<Class<?>, NamedSource> NAMED =
      Map.of(
          KeyValue.class, Parameters::keyValue,
          ObjectStore.class, Parameters::objectStore,
          StreamContext.class, Parameters::streamContext,
          ConsumerContext.class, Parameters::consumerContext);

  private Parameters() {}

  static boolean isSupported(Class<?> type) {
    return UNNAMED.containsKey(type)
        || NAMED.containsKey(type)
        || type == Broker.class
        || type == Traffic.class;
  }

  /** Whether a connection is enough to make one. */
  static boolean isUnnamed(Class<?> type) {
    return UNNAMED.containsKey(type);
  }

  /** Makes what needs no name. */
  static Object unnamed(Class<?> type, Connection connection) throws IOException {
    Source source = UNNAMED.get(type);
    if (source == null) {
      throw new IllegalArgumentException(type + " can't be made from a connection alone");
    }
    return source.from(connection);
  }

  static Object resolve(
      ParameterContext parameter, TestBroker broker, BrokerLease lease, AssetNames names)
      throws IOException, InterruptedException {
    Class<?> type = parameter.getParameter().getType();
    if (type == Broker.class) {
      return broker;
    } else if (type == Traffic.class) {
      return broker.traffic();
    }
    NamedSource source = NAMED.get(type);
    if (source == null) {
      return unnamed(type, lease.connection());
    }
    try {
      return source.from(lease.connection(), names);
    } catch (JetStreamApiException e) {
      throw new ParameterResolutionException(
          "There is no such thing as %s: %s. Declare it with @%s, or make it in a @WithTopology or a @BeforeEach method"
              .formatted(
                  Naming.of(parameter.getParameter()),
                  e.getMessage(),
                  AssetNames.declaredBy(type).getSimpleName()),
          e);
    }
  }

  /** jnats makes the object without looking whether the bucket exists. */
  private static Object keyValue(Connection connection, AssetNames names)
      throws IOException, JetStreamApiException {
    String bucket = names.keyValue();
    connection.keyValueManagement().getStatus(bucket);
    return connection.keyValue(bucket);
  }

  private static Object objectStore(Connection connection, AssetNames names)
      throws IOException, JetStreamApiException {
    String bucket = names.objectStore();
    connection.objectStoreManagement().getStatus(bucket);
    return connection.objectStore(bucket);
  }

  private static Object streamContext(Connection connection, AssetNames names)
      throws IOException, JetStreamApiException {
    return connection.getStreamContext(names.stream());
  }

  private static Object consumerContext(Connection connection, AssetNames names)
      throws IOException, JetStreamApiException {
    AssetNames.OfConsumer consumer = names.consumer();
    return connection.getConsumerContext(consumer.stream(), consumer.name());
  }

  /** Makes a value from a connection. */
  @FunctionalInterface
  private interface Source {
    Object from(Connection connection) throws IOException;
  }

  /** Makes a value from a connection and a name. */
  @FunctionalInterface
  private interface NamedSource {
    Object from(Connection connection, AssetNames names) throws IOException, JetStreamApiException;
  }
}
