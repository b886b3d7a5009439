package dev.jetharness.benchmarks;

import dev.jetharness.Broker;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.Nats;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A broker with a stream {@code S} in memory on {@code s.>}, a consumer {@code C} and a bucket
 * {@code B}.
 */
@State(Scope.Benchmark)
public class Server {
  static final String SUBJECT = "s.x";
  static final byte[] PAYLOAD = new byte[128];

  /** What is measured. */
  @Param public Target target = Target.IN_PROCESS;

  private @Nullable Broker broker;
  private @Nullable Connection connection;
  private @Nullable JetStream jetStream;

  /** Starts the broker and creates what the benchmarks use. */
  @Setup(Level.Iteration)
  public void start() throws Exception {
    broker = target.start();
    connection = connect();
    jetStream = connection.jetStream();
    connection
        .jetStreamManagement()
        .addStream(
            StreamConfiguration.builder()
                .name("S")
                .subjects("s.>")
                .storageType(StorageType.Memory)
                .maxMessages(200_000)
                .build());
    connection
        .jetStreamManagement()
        .addOrUpdateConsumer(
            "S", ConsumerConfiguration.builder().durable("C").maxAckPending(100_000).build());
    connection
        .keyValueManagement()
        .create(KeyValueConfiguration.builder("B").storageType(StorageType.Memory).build());
  }

  /** Stops what was started. */
  @TearDown(Level.Iteration)
  public void stop() throws Exception {
    connection().close();
    broker().close();
  }

  /** One more connection, which the caller closes. */
  Connection connect() throws Exception {
    return Nats.connect(target.options(broker()).build());
  }

  Broker broker() {
    return Objects.requireNonNull(broker);
  }

  Connection connection() {
    return Objects.requireNonNull(connection);
  }

  JetStream jetStream() {
    return Objects.requireNonNull(jetStream);
  }
}
