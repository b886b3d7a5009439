package dev.jetharness.samples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.io.IOException;

/** Answers requests for the status of an order. */
public final class StatusDesk {
  private final Connection connection;
  private final StatusBoard board;

  public StatusDesk(Connection connection, StatusBoard board) {
    this.connection = connection;
    this.board = board;
  }

  /** Answers on {@code desk.status}, sharing the work with other desks, until unsubscribed. */
  public Subscription open() {
    return connection.createDispatcher().subscribe("desk.status", "desks", this::answer);
  }

  private void answer(Message request) {
    connection.publish(
        request.getReplyTo(), statusOf(new String(request.getData(), UTF_8)).getBytes(UTF_8));
  }

  private String statusOf(String orderId) {
    try {
      String status = board.of(orderId);
      return status == null ? "unknown" : status;
    } catch (IOException | JetStreamApiException e) {
      return "unavailable";
    }
  }
}
