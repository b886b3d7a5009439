package dev.jetharness.conformance.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.Brokers;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Publishers, pulling and pushed consumers at once, on a connection each: nothing is lost, nothing
 * doubled that was not asked for, and each publisher's order is kept. {@code -Dstress.seconds} sets
 * for how long both tests publish together; 60 by default.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Isolated("uses the whole machine")
class DeliveryStressTest {
  private static final Duration DURATION =
      Duration.ofSeconds(Integer.getInteger("stress.seconds", 60)).dividedBy(2);
  private static final String[] CONSUMERS = {"ONE", "TWO", "ORDERED"};
  private static final int PUBLISHERS = 4;
  private static final int READERS = 3;

  private final Ledger ledger = new Ledger();
  private final List<Connection> connections = new ArrayList<>();

  @Test
  void inProcess() throws Exception {
    run(Broker::options);
  }

  @Test
  void overTcp() throws Exception {
    run(broker -> Options.builder().server(broker.url()));
  }

  private void run(Function<Broker, Options.Builder> options) throws Exception {
    try (Broker broker = Brokers.inMemory().start()) {
      try {
        work(() -> connect(options.apply(broker)));
      } finally {
        for (Connection connection : connections) {
          connection.close();
        }
      }
    }
    List<String> problems = ledger.close();
    assertThat(problems.subList(0, Math.min(20, problems.size()))).isEmpty();
    assertThat(ledger.published()).isGreaterThan(1000);
  }

  private void work(Callable<Connection> connect) throws Exception {
    long end = System.nanoTime() + DURATION.toNanos();
    Workload workload = new Workload(ledger, () -> System.nanoTime() < end);
    Connection first = connect.call();
    Workload.createStream(first);
    List<Callable<Void>> tasks = new ArrayList<>();
    for (String consumer : CONSUMERS) {
      ledger.open(consumer);
    }
    for (String consumer : List.of("ONE", "TWO")) {
      Workload.createPullConsumer(first, consumer, "stress.>");
      for (int i = 0; i < READERS; i++) {
        tasks.add(workload.puller(connect.call(), consumer, consumer + i, i));
      }
    }
    tasks.add(workload.listener(connect.call(), "ORDERED"));
    for (int i = 0; i < PUBLISHERS; i++) {
      tasks.add(workload.publisher(connect.call(), "p" + i, CONSUMERS));
    }
    runAll(tasks);
  }

  private static void runAll(List<Callable<Void>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      for (Future<Void> result : threads.invokeAll(tasks)) {
        result.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Connection connect(Options.Builder options) throws Exception {
    Connection connection = Nats.connect(options.build());
    connections.add(connection);
    return connection;
  }
}
