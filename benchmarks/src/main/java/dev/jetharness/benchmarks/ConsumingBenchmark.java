package dev.jetharness.benchmarks;

import static dev.jetharness.benchmarks.Server.PAYLOAD;
import static dev.jetharness.benchmarks.Server.SUBJECT;

import io.nats.client.ConsumerContext;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.Message;
import io.nats.client.MessageConsumer;
import io.nats.client.api.PublishAck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Taking messages that are there and acknowledging each: fetch in batches, and consume. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ConsumingBenchmark {
  private static final int MESSAGES = 5000;
  private static final int BATCH = 500;

  /** Stores the messages that one invocation takes. */
  @Setup(Level.Invocation)
  public void store(Server server) throws Exception {
    List<CompletableFuture<PublishAck>> acks = new ArrayList<>(MESSAGES);
    for (int i = 0; i < MESSAGES; i++) {
      acks.add(server.jetStream().publishAsync(SUBJECT, PAYLOAD));
    }
    for (CompletableFuture<PublishAck> ack : acks) {
      ack.get(10, TimeUnit.SECONDS);
    }
  }

  /** Fetches in batches and acknowledges. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void fetchAndAck(Server server) throws Exception {
    ConsumerContext consumer = server.connection().getConsumerContext("S", "C");
    for (int taken = 0; taken < MESSAGES; taken += BATCH) {
      try (FetchConsumer batch =
          consumer.fetch(
              FetchConsumeOptions.builder().maxMessages(BATCH).expiresIn(10_000).build())) {
        for (Message m = batch.nextMessage(); m != null; m = batch.nextMessage()) {
          m.ack();
        }
      }
    }
    server.connection().flush(Duration.ofSeconds(10));
  }

  /** Consumes without end and acknowledges. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void consumeAndAck(Server server) throws Exception {
    CountDownLatch taken = new CountDownLatch(MESSAGES);
    ConsumerContext consumer = server.connection().getConsumerContext("S", "C");
    try (MessageConsumer consuming =
        consumer.consume(
            message -> {
              message.ack();
              taken.countDown();
            })) {
      if (!taken.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException(taken.getCount() + " messages did not come");
      }
      consuming.stop();
    }
    server.connection().flush(Duration.ofSeconds(10));
  }
}
