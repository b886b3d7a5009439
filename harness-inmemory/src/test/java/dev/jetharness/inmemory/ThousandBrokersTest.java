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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Brokers that were opened, used and closed leave nothing behind. */
@Timeout(300)
class ThousandBrokersTest {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(5);

  /** Threads that all brokers of a JVM share, and which do not grow with their number. */
  private static final List<String> SHARED = List.of("jetharness-client", "jetharness-timer");

  @Test
  void leaveNoThreadNoDescriptorAndNoHeap() throws Exception {
    useBrokers(20);
    Set<String> threads = threads();
    List<String> descriptors = descriptors();

    List<WeakReference<Broker>> brokers = useBrokers(1000);

    assertThat(threads()).isSubsetOf(threads);
    awaitNoMoreThan(descriptors);
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

  /** Whoever closes a socket may do so on a thread of a client, a moment later. */
  private static void awaitNoMoreThan(List<String> before) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (descriptors().size() > before.size() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    assertThat(descriptors())
        .as("open descriptors; before: %s", before)
        .hasSizeLessThanOrEqualTo(before.size());
  }

  /** What is open, but for the archives from which the JVM loads a class when it needs one. */
  private static List<String> descriptors() throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return List.of();
    }
    List<String> open = new ArrayList<>();
    try (DirectoryStream<Path> links = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path link : links) {
        String target = targetOf(link);
        if (!target.endsWith(".jar")) {
          open.add(target);
        }
      }
    }
    return open;
  }

  private static String targetOf(Path link) throws IOException {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (NoSuchFileException e) {
      return "closed meanwhile";
    }
  }
}
