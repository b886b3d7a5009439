package dev.jetharness.server;

import dev.jetharness.BrokerFailedException;
import dev.jetharness.spi.ClientExecutors;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Finds out when a new cluster has its leader and places replicated streams. */
public final class ClusterReadiness {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration ANSWER = Duration.ofMillis(500);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final String PROBE = "JETHARNESS_PROBE";

  private ClusterReadiness() {}

  /**
   * Returns once a stream with as many replicas as there are nodes could be created.
   *
   * @throws BrokerFailedException if that takes too long, or a node dies
   */
  public static void await(RunningServer cluster) {
    Uninterrupted.call(
        () -> {
          for (int node = 0; node < cluster.addresses().size(); node++) {
            await(cluster, node);
          }
          return cluster;
        });
  }

  private static void await(RunningServer cluster, int node)
      throws IOException, InterruptedException {
    String url = cluster.accounts().get(0).url(cluster.addresses().get(node));
    Options.Builder builder = Options.builder().server(url).errorListener(new ErrorListener() {});
    Connection connection = Nats.connect(ClientExecutors.shared().configure(builder).build());
    try {
      JetStreamManagement management =
          connection.jetStreamManagement(JetStreamOptions.builder().requestTimeout(ANSWER).build());
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!places(management, cluster.addresses().size())) {
        if (!cluster.isAlive() || System.nanoTime() - deadline > 0) {
          throw new BrokerFailedException("the cluster found no leader: " + cluster.report());
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } finally {
      connection.close();
    }
  }

  /** Whether a replicated stream can be created; it is gone afterwards. */
  private static boolean places(JetStreamManagement management, int replicas) {
    try {
      management.addStream(
          StreamConfiguration.builder()
              .name(PROBE)
              .subjects(PROBE)
              .replicas(replicas)
              .storageType(StorageType.Memory)
              .build());
      return management.deleteStream(PROBE);
    } catch (IOException | JetStreamApiException notYet) {
      return false;
    }
  }
}
