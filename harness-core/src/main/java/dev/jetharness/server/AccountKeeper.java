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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one account of a server tidy, over a connection of its own that stays open between leases.
 * Used by one lease at a time.
 */
final class AccountKeeper {
  private static final Logger LOGGER = System.getLogger(AccountKeeper.class.getName());

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long the answer to one deletion is awaited, before the streams are looked at again. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private static final String FENCE = "JETHARNESS_FENCE";

  /** JetStream's {@code err_code} for a stream that is not there. */
  private static final int STREAM_NOT_FOUND = 10059;

  private final ServerAccount account;
  private final List<String> urls;
  private @Nullable Connection connection;
  private @Nullable JetStreamManagement management;

  AccountKeeper(ServerAccount account, RunningServer server) {
    this.account = account;
    urls = server.addresses().stream().map(account::url).toList();
  }

  ServerAccount account() {
    return account;
  }

  /** The addresses of all nodes, with this account's user in them. */
  List<String> urls() {
    return urls;
  }

  /** The version that the server announces. */
  synchronized String serverVersion() {
    return Uninterrupted.call(() -> connect().getServerInfo().getVersion());
  }

  /**
   * Deletes all streams, and with them consumers, buckets and object stores. In a cluster, a
   * stream's leader confirms what the cluster's leader, who lists them, may not know yet.
   *
   * @return whether there was any
   */
  synchronized boolean wipe() {
    return Uninterrupted.call(
        () -> {
          JetStreamManagement streams = management();
          if (urls.size() > 1) {
            fence(streams);
          }
          List<String> left = streams.getStreamNames();
          boolean any = !left.isEmpty();
          Deadline deadline = new Deadline("streams " + left + " to go away");
          while (!left.isEmpty()) {
            deadline.check();
            for (String stream : left) {
              delete(stream);
            }
            left = streams.getStreamNames();
          }
          return any;
        });
  }

  /** Whether nothing is left of the last lease. */
  synchronized boolean isEmpty() {
    return Uninterrupted.call(() -> management().getStreamNames().isEmpty());
  }

  /** Ends the connection. */
  synchronized void close() {
    Connection open = connection;
    connection = null;
    management = null;
    if (open != null) {
      Uninterrupted.call(
          () -> {
            open.close();
            return account;
          });
    }
  }

  /** Once the cluster's leader lists this stream, it lists all that were made before. */
  private static void fence(JetStreamManagement streams) throws IOException, JetStreamApiException {
    streams.addStream(
        StreamConfiguration.builder().name(FENCE).storageType(StorageType.Memory).build());
    Deadline deadline = new Deadline("the cluster's leader to list a new stream");
    while (!streams.getStreamNames().contains(FENCE)) {
      deadline.check();
    }
  }

  /**
   * Asks for a deletion. The answer of a cluster gets lost when the stream's leader is being
   * elected just then, so that only the list of streams tells whether it worked.
   */
  private void delete(String stream) throws JetStreamApiException, InterruptedException {
    try {
      management(connect(), ANSWER).deleteStream(stream);
    } catch (JetStreamApiException refused) {
      if (refused.getApiErrorCode() != STREAM_NOT_FOUND) {
        throw refused;
      }
    } catch (IOException unanswered) {
      LOGGER.log(Level.DEBUG, "nobody confirmed that a stream was deleted", unanswered);
    }
  }

  private JetStreamManagement management() throws IOException, InterruptedException {
    Connection open = connect();
    if (management == null) {
      management = management(open, PATIENCE);
    }
    return management;
  }

  private static JetStreamManagement management(Connection connection, Duration timeout)
      throws IOException {
    return connection.jetStreamManagement(
        JetStreamOptions.builder().requestTimeout(timeout).build());
  }

  private Connection connect() throws IOException, InterruptedException {
    if (connection == null) {
      Options.Builder builder =
          Options.builder()
              .servers(urls.toArray(String[]::new))
              .connectionName("jetharness-housekeeping")
              .errorListener(new ErrorListener() {});
      connection = Nats.connect(ClientExecutors.shared().configure(builder).build());
    }
    return connection;
  }

  /** The time by which the server must have done something. */
  private static final class Deadline {
    private final String what;
    private final long nanos = System.nanoTime() + PATIENCE.toNanos();

    Deadline(String what) {
      this.what = what;
    }

    void check() {
      if (System.nanoTime() - nanos > 0) {
        throw new BrokerFailedException("waited in vain for " + what);
      }
    }
  }
}
