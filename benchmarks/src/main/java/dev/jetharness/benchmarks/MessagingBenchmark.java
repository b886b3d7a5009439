package dev.jetharness.benchmarks;

import static dev.jetharness.benchmarks.Server.PAYLOAD;
import static dev.jetharness.benchmarks.Server.SUBJECT;

import io.nats.client.Connection;
import io.nats.client.KeyValue;
import io.nats.client.Message;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.PublishAck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Publishing, requests and Key-Value, one operation after the other or many in flight. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MessagingBenchmark {
  private static final int WINDOW = 1000;

  private @Nullable Connection service;
  private @Nullable KeyValue bucket;

  /** Starts a service on a connection of its own, and puts a first value. */
  @Setup(Level.Iteration)
  public void setUp(Server server) throws Exception {
    Connection answering = server.connect();
    answering
        .createDispatcher(request -> answering.publish(request.getReplyTo(), request.getData()))
        .subscribe("echo");
    answering.flush(Duration.ofSeconds(5));
    service = answering;
    bucket = server.connection().keyValue("B");
    bucket.put("key", PAYLOAD);
  }

  /** Ends the service. */
  @TearDown(Level.Iteration)
  public void tearDown() throws Exception {
    Objects.requireNonNull(service).close();
  }

  /** A publish that waits for its PubAck. */
  @Benchmark
  public PublishAck publish(Server server) throws Exception {
    return server.jetStream().publish(SUBJECT, PAYLOAD);
  }

  /** Publishes with a thousand PubAcks outstanding. */
  @Benchmark
  @OperationsPerInvocation(WINDOW)
  public long publishAsync(Server server) throws Exception {
    List<CompletableFuture<PublishAck>> acks = new ArrayList<>(WINDOW);
    for (int i = 0; i < WINDOW; i++) {
      acks.add(server.jetStream().publishAsync(SUBJECT, PAYLOAD));
    }
    long last = 0;
    for (CompletableFuture<PublishAck> ack : acks) {
      last = ack.get(10, TimeUnit.SECONDS).getSeqno();
    }
    return last;
  }

  /** A request to a service on another connection. */
  @Benchmark
  public Message request(Server server) throws Exception {
    return server.connection().request("echo", PAYLOAD, Duration.ofSeconds(5));
  }

  /** A put into a bucket. */
  @Benchmark
  public long keyValuePut() throws Exception {
    return Objects.requireNonNull(bucket).put("key", PAYLOAD);
  }

  /** A get from a bucket. */
  @Benchmark
  public KeyValueEntry keyValueGet() throws Exception {
    return Objects.requireNonNull(bucket).get("key");
  }
}
