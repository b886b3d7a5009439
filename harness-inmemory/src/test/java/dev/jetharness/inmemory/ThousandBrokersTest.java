package dev.jetharness.inmemory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.settings.InMemorySettings;
import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Nats;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Brokers that were opened, used and closed leave nothing behind. */
@Timeout(300)
class ThousandBrokersTest {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Threads that all brokers of a JVM share, and which do not grow with their number. */
  private static final List<String> SHARED = List.of("jetharness-client", "jetharness-timer");

  @Test
  void leaveNoThreadNoDescriptorAndNoHeap() throws Exception {
    useBrokers(20);
    Set<String> threads = threads();
    long descriptors = descriptors();

    List<WeakReference<Broker>> brokers = useBrokers(1000);

    assertThat(threads()).isSubsetOf(threads);
    assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
    System.gc();
    assertThat(brokers.stream().filter(broker -> !broker.refersTo(null)).count())
        .as("brokers that are still reachable, of %d", brokers.size())
        .isLessThan(20);
  }

  private static List<WeakReference<Broker>> useBrokers(int count) throws Exception {
    List<WeakReference<Broker>> used = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      try (Broker broker = InMemorySettings.defaults().start()) {
        used.add(new WeakReference<>(broker));
        use(broker.connect());
        if (i % 10 == 0) {
          try (Connection overTcp = Nats.connect(broker.url())) {
            overTcp.flush(PATIENCE);
          }
        }
      }
    }
    return used;
  }

  /** Leaves a message pending and a connection open. */
  private static void use(Connection connection) throws Exception {
    connection
        .jetStreamManagement()
        .addStream(StreamConfiguration.builder().name("S").subjects("s.>").build());
    connection.jetStream().publish("s.a", "x".getBytes(UTF_8));
    JetStreamSubscription subscription =
        connection
            .jetStream()
            .subscribe("s.>", PullSubscribeOptions.builder().durable("d").build());
    subscription.fetch(1, PATIENCE).get(0).nakWithDelay(Duration.ofHours(1));
  }

  private static Set<String> threads() {
    Set<String> names = new TreeSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (SHARED.stream().noneMatch(thread.getName()::startsWith)) {
        names.add(thread.getName());
      }
    }
    return names;
  }

  private static long descriptors() throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return open.count();
    }
  }
}
