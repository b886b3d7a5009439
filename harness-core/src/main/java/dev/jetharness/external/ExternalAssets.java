package dev.jetharness.external;

import dev.jetharness.BrokerFailedException;
import dev.jetharness.BrokerUnavailableException;
import dev.jetharness.server.Uninterrupted;
import dev.jetharness.settings.ExternalSettings;
import dev.jetharness.spi.ClientExecutors;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The streams and consumers of an external server's account: those that were there before, which
 * stay, and those that are new, which go. Not thread-safe but for {@link #removeNew}.
 */
final class ExternalAssets implements AutoCloseable {
  private static final int STREAM_NOT_FOUND = 10059;
  private static final int CONSUMER_NOT_FOUND = 10014;

  private final Connection connection;
  private final JetStreamManagement management;

  /** The consumers that were there before, by stream. */
  private final Map<String, Set<String>> before;

  private ExternalAssets(
      Connection connection, JetStreamManagement management, Map<String, Set<String>> before) {
    this.connection = connection;
    this.management = management;
    this.before = before;
  }

  /**
   * Connects and looks at what is there.
   *
   * @throws BrokerUnavailableException if no such server answers, or it has no JetStream
   */
  static ExternalAssets of(ExternalSettings settings) {
    return Uninterrupted.call(
        () -> {
          Connection connection = connect(settings);
          try {
            return look(connection, settings);
          } catch (IOException | JetStreamApiException refused) {
            connection.close();
            throw new BrokerUnavailableException(
                "the server at %s offers no JetStream to this user (%s): start it with -js, or"
                        .formatted(shown(settings), refused.getMessage())
                    + " enable JetStream for the account",
                refused);
          }
        });
  }

  private static ExternalAssets look(Connection connection, ExternalSettings settings)
      throws IOException, JetStreamApiException {
    JetStreamManagement management = connection.jetStreamManagement();
    Map<String, Set<String>> before = new HashMap<>();
    if (!settings.wipe()) {
      for (String stream : management.getStreamNames()) {
        before.put(stream, new HashSet<>(management.getConsumerNames(stream)));
      }
    }
    ExternalAssets assets = new ExternalAssets(connection, management, before);
    if (settings.wipe()) {
      assets.removeNew();
    }
    return assets;
  }

  private static Connection connect(ExternalSettings settings) throws InterruptedException {
    Options.Builder builder =
        Options.builder()
            .servers(settings.urls().toArray(String[]::new))
            .connectionName("jetharness-housekeeping")
            .errorListener(new ErrorListener() {});
    if (settings.credentials() != null) {
      builder.authHandler(Nats.credentials(settings.credentials().toString()));
    }
    try {
      return Nats.connect(ClientExecutors.shared().configure(builder).build());
    } catch (IOException unreachable) {
      throw new BrokerUnavailableException(
          "can't connect to the NATS server at %s (%s): start one there, or name another one"
                  .formatted(shown(settings), withoutCredentials(unreachable.getMessage()))
              + " with -Djetharness.broker=nats://HOST:PORT",
          unreachable);
    }
  }

  private static String shown(ExternalSettings settings) {
    return withoutCredentials(String.join(", ", settings.urls()));
  }

  private static String withoutCredentials(@Nullable String text) {
    return text == null ? "no reason given" : text.replaceAll("//[^/@\\s]*@", "//");
  }

  String serverVersion() {
    return connection.getServerInfo().getVersion();
  }

  /** Deletes what was not there before. */
  synchronized void removeNew() {
    Uninterrupted.call(
        () -> {
          for (String stream : management.getStreamNames()) {
            Set<String> consumers = before.get(stream);
            if (consumers == null) {
              ignoring(STREAM_NOT_FOUND, () -> management.deleteStream(stream));
            } else {
              removeNewConsumers(stream, consumers);
            }
          }
          return management;
        });
  }

  private void removeNewConsumers(String stream, Set<String> known)
      throws IOException, JetStreamApiException, InterruptedException {
    for (String consumer : management.getConsumerNames(stream)) {
      if (!known.contains(consumer)) {
        ignoring(CONSUMER_NOT_FOUND, () -> management.deleteConsumer(stream, consumer));
      }
    }
  }

  private static void ignoring(int errorCode, Uninterrupted.Work<?> deletion)
      throws IOException, JetStreamApiException, InterruptedException {
    try {
      deletion.run();
    } catch (JetStreamApiException refused) {
      if (refused.getApiErrorCode() != errorCode) {
        throw refused;
      }
    }
  }

  /**
   * Fails if a stream is gone that was there before.
   *
   * @throws BrokerFailedException if so: it was not the run's to delete, and can't be restored
   */
  void ensureNoneMissing() {
    Set<String> missing = new HashSet<>(before.keySet());
    missing.removeAll(Set.copyOf(Uninterrupted.call(management::getStreamNames)));
    if (!missing.isEmpty()) {
      throw new BrokerFailedException(
          "streams %s were on the server before the run and are gone: let tests delete only what"
                  .formatted(missing)
              + " they made, or use a server of their own");
    }
  }

  /** Ends the connection. */
  @Override
  public void close() {
    Uninterrupted.call(
        () -> {
          connection.close();
          return connection;
        });
  }
}
