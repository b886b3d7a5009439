package dev.jetharness.conformance.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.Broker;
import dev.jetharness.conformance.support.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection to one broker, and what came over it. */
final class Player implements AutoCloseable {
  private static final Pattern TIME = Pattern.compile("<time of (\\S+) (\\d+)>");
  private static final Pattern MESSAGE_TIME = Pattern.compile("\"time\":\"([^\"]+)\"");
  private static final Pattern DELIVERY =
      Pattern.compile("\\$JS\\.ACK\\.([^.]+\\.[^.]+)(?:\\.\\d+){5}");

  /**
   * Inboxes, subjects for whatever a script wants to be sent somewhere, and advisories. Those of
   * push consumers are written out: to them, a wildcard is no interest.
   */
  private static final List<String> SUBSCRIBED =
      List.of("in.>", "out.>", "push.c", "push.d", Frame.ADVISORIES + ">");

  private final Broker broker;
  private final RawClient client;
  private final Map<String, List<Frame>> arrived = new HashMap<>();
  private final Map<String, List<String>> deliveries = new HashMap<>();
  private int lookups;

  /** Connects; the broker is this player's from now on. */
  Player(Broker broker) throws IOException {
    this.broker = broker;
    client = RawClient.open(broker.options().build()).connect();
    for (String subject : SUBSCRIBED) {
      client.send("SUB " + subject + " " + subject + "\r\n");
    }
    client.ping();
  }

  /** Sends a message; an empty reply is none, an empty header block is none. */
  void publish(String subject, String reply, String headers, String payload) throws IOException {
    byte[] head = headers.getBytes(UTF_8);
    byte[] body = payload.getBytes(UTF_8);
    String addressed = reply.isEmpty() ? subject : subject + ' ' + reply;
    String control =
        head.length == 0
            ? "PUB %s %d\r\n".formatted(addressed, body.length)
            : "HPUB %s %d %d\r\n".formatted(addressed, head.length, head.length + body.length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(control.getBytes(UTF_8));
    bytes.writeBytes(head);
    bytes.writeBytes(body);
    bytes.writeBytes("\r\n".getBytes(UTF_8));
    client.send(bytes.toByteArray());
  }

  /** Puts the times of messages where a text asks for them; the beginning of time without one. */
  String withTimes(String text) throws IOException {
    Matcher matcher = TIME.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(resolved, time(matcher.group(1), matcher.group(2)));
    }
    return matcher.appendTail(resolved).toString();
  }

  private String time(String stream, String sequence) throws IOException {
    String inbox = "in.time." + lookups++;
    publish("$JS.API.STREAM.MSG.GET." + stream, inbox, "", "{\"seq\":" + sequence + "}");
    Patience.standard().await(this, () -> arrived.containsKey(inbox));
    Matcher time = MESSAGE_TIME.matcher(arrived.remove(inbox).get(0).payload());
    return time.find() ? time.group(1) : "1970-01-01T00:00:00Z";
  }

  /** The reply subjects of all deliveries of a consumer so far. */
  List<String> deliveries(String consumer) {
    return deliveries.getOrDefault(consumer, List.of());
  }

  /** Takes in all that the broker has sent up to now. */
  void sweep() throws IOException {
    client.send("PING\r\n");
    while (true) {
      String operation = client.readOperation();
      if (operation.equals("PONG")) {
        return;
      }
      take(operation);
    }
  }

  private void take(String operation) {
    if (!operation.contains("\r\n")) {
      add("connection", new Frame("", "", "", operation));
      return;
    }
    Frame frame = Frame.parse(operation);
    Matcher delivery = DELIVERY.matcher(frame.reply());
    if (delivery.matches()) {
      deliveries
          .computeIfAbsent(delivery.group(1), consumer -> new ArrayList<>())
          .add(frame.reply());
    }
    if (!Lockstep.isAuditOfState(frame)) {
      add(frame.subject(), frame);
    }
  }

  private void add(String subject, Frame frame) {
    arrived.computeIfAbsent(subject, unused -> new ArrayList<>()).add(frame);
  }

  /** Whether on each subject as much has come as to another player. */
  boolean hasAsMuchAs(Player other) {
    return other.arrived.keySet().stream().allMatch(each -> count(each) >= other.count(each));
  }

  /** Whether anything has come on a subject. */
  boolean hasAny(String subject) {
    return count(subject) > 0;
  }

  private int count(String subject) {
    return arrived.getOrDefault(subject, List.of()).size();
  }

  /** What has come since the last call, by subject, in the order in which it came. */
  Map<String, List<Frame>> takeArrived() {
    Map<String, List<Frame>> taken = new TreeMap<>(arrived);
    arrived.clear();
    return taken;
  }

  @Override
  public void close() throws IOException {
    try {
      client.close();
    } finally {
      broker.close();
    }
  }
}
