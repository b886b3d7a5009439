package dev.jetharness.assertions;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Options;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Fences a broker over its own connections and API, so that it works on every kind. In memory a
 * flushed connection is enough for a stream, because the broker acts on a message before it answers
 * the PING behind it; a nats-server answers the PING while the stream may still be at work.
 */
final class BrokerFence implements Fence {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration GLANCE = Duration.ofMillis(10);
  private static final int STREAM_NOT_FOUND = 10059;
  private static final int CONSUMER_NOT_FOUND = 10014;
  private static final int NO_MESSAGE_FOUND = 10037;

  private final Broker broker;

  BrokerFence(Broker broker) {
    this.broker = broker;
  }

  @Override
  public void passConnections() {
    for (Connection connection : broker.connections()) {
      if (connection.getStatus() != Connection.Status.CONNECTED) {
        continue; // what a broken connection has buffered is not under way
      }
      try {
        connection.flush(LIMIT);
      } catch (TimeoutException e) {
        throw new BrokenFenceException(
            "a connection did not answer a PING within %s: %s"
                .formatted(Observation.inWords(LIMIT), describe(connection)),
            e);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  @Override
  public void passStream(String stream) {
    passConnections();
    if (broker.kind() != BrokerKind.IN_MEMORY) {
      ask(connection -> pass(connection, stream));
      passConnections();
    }
  }

  @Override
  public void passConsumer(String stream, String consumer) {
    passConnections();
    ask(
        connection -> {
          if (broker.kind() != BrokerKind.IN_MEMORY) {
            pass(connection, stream);
          }
          awaitDelivered(connection.jetStreamManagement(), stream, consumer);
        });
    passConnections();
  }

  /**
   * Sends a sentinel through the stream that it refuses in its turn: it expects another stream. So
   * nothing is stored, no consumer sees it, and all that was published before is done with.
   */
  private static void pass(Connection connection, String stream)
      throws IOException, JetStreamApiException, InterruptedException {
    StreamConfiguration config;
    try {
      config = connection.jetStreamManagement().getStreamInfo(stream).getConfiguration();
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == STREAM_NOT_FOUND) {
        return;
      }
      throw e;
    }
    if (config.getSubjects().isEmpty() || config.getNoAck()) {
      return; // a mirror takes no messages, and a stream without acknowledgements can't be asked
    }
    String subject = SubjectPattern.of(config.getSubjects().get(0)).literal(CONNECTION);
    Headers headers = new Headers().add("Nats-Expected-Stream", CONNECTION);
    if (connection.request(subject, headers, new byte[0], LIMIT) == null) {
      throw new BrokenFenceException(
          "stream %s did not answer within %s".formatted(stream, Observation.inWords(LIMIT)));
    }
  }

  /** Waits while the consumer has a message for somebody who asks for one. */
  private void awaitDelivered(JetStreamManagement management, String stream, String consumer)
      throws IOException, JetStreamApiException, InterruptedException {
    long started = System.nanoTime();
    while (hasDeliveryDue(management, stream, consumer)) {
      if (System.nanoTime() - started > LIMIT.toNanos()) {
        throw new BrokenFenceException(
            "%s/%s still has messages for those who ask for them after %s"
                .formatted(stream, consumer, Observation.inWords(LIMIT)));
      }
      int seen = broker.traffic().events().size();
      broker.traffic().await(events -> events.size() != seen, GLANCE);
    }
  }

  private static boolean hasDeliveryDue(
      JetStreamManagement management, String stream, String consumer)
      throws IOException, JetStreamApiException {
    try {
      ConsumerInfo info = management.getConsumerInfo(stream, consumer);
      return hasDemand(info) && hasUndelivered(management, info);
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == STREAM_NOT_FOUND || e.getApiErrorCode() == CONSUMER_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private static boolean hasDemand(ConsumerInfo info) {
    ConsumerConfiguration config = info.getConsumerConfiguration();
    long maxAckPending = config.getMaxAckPending();
    boolean full = maxAckPending > 0 && info.getNumAckPending() >= maxAckPending;
    boolean asked =
        config.getDeliverSubject() == null ? info.getNumWaiting() > 0 : info.isPushBound();
    return asked && !full && !info.getPaused();
  }

  /** Asks the stream's store: the consumer's own count lags behind it for a moment. */
  private static boolean hasUndelivered(JetStreamManagement management, ConsumerInfo info)
      throws IOException, JetStreamApiException {
    long next = info.getDelivered().getStreamSequence() + 1;
    List<String> filters = info.getConsumerConfiguration().getFilterSubjects();
    for (String filter : filters == null || filters.isEmpty() ? List.of(">") : filters) {
      try {
        management.getNextMessage(info.getStreamName(), next, filter);
        return true;
      } catch (JetStreamApiException e) {
        if (e.getApiErrorCode() != NO_MESSAGE_FOUND) {
          throw e;
        }
      }
    }
    return false;
  }

  private void ask(Question question) {
    Options.Builder options = broker.options().connectionName(CONNECTION).noReconnect();
    try (Connection connection = broker.connect(options)) {
      question.ask(connection);
    } catch (IOException | JetStreamApiException e) {
      throw new BrokenFenceException("the broker could not be asked: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static BrokenFenceException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new BrokenFenceException("interrupted while waiting for the broker", e);
  }

  private static String describe(Connection connection) {
    String name = connection.getOptions().getConnectionName();
    return name == null ? connection.toString() : name;
  }

  /** Something to ask the broker over a connection of the fence's own. */
  @FunctionalInterface
  private interface Question {
    void ask(Connection connection) throws IOException, JetStreamApiException, InterruptedException;
  }
}
