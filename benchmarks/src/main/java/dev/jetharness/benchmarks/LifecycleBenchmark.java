package dev.jetharness.benchmarks;

import static dev.jetharness.benchmarks.Server.PAYLOAD;
import static dev.jetharness.benchmarks.Server.SUBJECT;

import dev.jetharness.Broker;
import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one test costs: a broker, a connection, a stream, a message there and back, and the end. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LifecycleBenchmark {
  /** What is measured; a nats-server is started and stopped each time. */
  @Param public Target target = Target.IN_PROCESS;

  /** One test's worth of work. */
  @Benchmark
  public Message lifecycle() throws Exception {
    try (Broker broker = target.start();
        Connection connection = Nats.connect(target.options(broker).build())) {
      connection
          .jetStreamManagement()
          .addStream(
              StreamConfiguration.builder()
                  .name("S")
                  .subjects("s.>")
                  .storageType(StorageType.Memory)
                  .build());
      connection.jetStream().publish(SUBJECT, PAYLOAD);
      ConsumerContext consumer =
          connection
              .getStreamContext("S")
              .createOrUpdateConsumer(ConsumerConfiguration.builder().durable("C").build());
      Message message = consumer.next(Duration.ofSeconds(5));
      message.ackSync(Duration.ofSeconds(5));
      return message;
    }
  }
}
