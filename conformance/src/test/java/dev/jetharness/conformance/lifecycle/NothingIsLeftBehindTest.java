package dev.jetharness.conformance.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.Brokers;
import dev.jetharness.conformance.support.Await;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A thousand brokers, opened, used and closed, leave no thread, descriptor or heap behind. */
@Isolated("counts what the whole process has")
class NothingIsLeftBehindTest {
  private static final int BROKERS = 1000;
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** What the JVM's own housekeeping may add meanwhile. */
  private static final long HEAP_SLACK = 8L << 20;

  @BeforeEach
  void warmUp() throws Exception {
    useBrokers(50);
  }

  @Test
  void noThread() throws Exception {
    int before = Thread.activeCount();
    useBrokers(BROKERS);
    Await.until("as many threads as before", () -> Thread.activeCount() <= before);
  }

  @Test
  void noDescriptor() throws Exception {
    Assumptions.assumeTrue(Files.isDirectory(DESCRIPTORS), "no " + DESCRIPTORS + " on this system");
    long before = descriptors();
    useBrokers(BROKERS);
    Await.until("as many descriptors as before", () -> descriptors() <= before);
  }

  @Test
  void noHeap() throws Exception {
    long before = heapAfterCollection();
    useBrokers(BROKERS);
    Await.until("a heap as small as before", () -> heapAfterCollection() <= before + HEAP_SLACK);
  }

  private static void useBrokers(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      try (Broker broker = Brokers.inMemory().start()) {
        Connection connection = i % 10 == 0 ? Nats.connect(broker.url()) : broker.connect();
        connection
            .jetStreamManagement()
            .addStream(
                StreamConfiguration.builder()
                    .name("S")
                    .subjects("s")
                    .storageType(StorageType.Memory)
                    .build());
        assertThat(connection.jetStream().publish("s", new byte[1000]).getSeqno()).isEqualTo(1);
        if (i % 10 == 0) {
          connection.close();
        }
      }
    }
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return open.count();
    }
  }

  private static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
