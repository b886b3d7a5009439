package dev.jetharness.samples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.MessageConsumer;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lays orders that billing gave up into the dead letters, where a person finds them. */
public final class Undertaker {
  private static final Pattern STREAM_SEQUENCE = Pattern.compile("\"stream_seq\":\\s*(\\d+)");

  private final JetStream jetStream;
  private final JetStreamManagement management;
  private final ConsumerContext givenUp;

  public Undertaker(Connection connection) throws IOException, JetStreamApiException {
    jetStream = connection.jetStream();
    management = connection.jetStreamManagement();
    givenUp = connection.getConsumerContext(Topology.GIVEN_UP, "undertaker");
  }

  /** Works on advisories as they come, until the returned consumer is stopped. */
  public MessageConsumer start() throws IOException, JetStreamApiException {
    return givenUp.consume(this::bury);
  }

  private void bury(Message advisory) {
    Matcher sequence = STREAM_SEQUENCE.matcher(new String(advisory.getData(), UTF_8));
    if (!sequence.find()) {
      advisory.term();
      return;
    }
    try {
      MessageInfo order = management.getMessage(Topology.ORDERS, Long.parseLong(sequence.group(1)));
      jetStream.publish("dead-letters.orders", order.getData());
      advisory.ack();
    } catch (IOException | JetStreamApiException e) {
      advisory.nak();
    }
  }
}
