package dev.jetharness.conformance.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.Broker;
import dev.jetharness.conformance.support.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection to one broker, and what came over it. */
final class Player implements AutoCloseable {
  private static final Pattern PIN = Pattern.compile("Nats-Pin-Id: (\\S+)");
  private static final Pattern MESSAGE_TIME = Pattern.compile("\"time\":\"([^\"]+)\"");
  private static final Pattern DELIVERY =
      Pattern.compile("\\$JS\\.ACK\\.([^.]+\\.[^.]+)(?:\\.\\d+){5}");

  /**
   * Inboxes, subjects for whatever a script wants to be sent somewhere, and advisories. Those of
   * push consumers and snapshots are written out: to them, a wildcard is no interest.
   */
  private static final List<String> SUBSCRIBED =
      List.of(
          "in.>",
          "out.>",
          "push.c",
          "push.d",
          Backups.chunks("S"),
          Backups.chunks("T"),
          Frame.ADVISORIES + ">");

  private final Broker broker;
  private final RawClient client;
  private final Map<String, List<Frame>> arrived = new HashMap<>();
  private final Map<String, List<String>> deliveries = new HashMap<>();
  private final Map<String, String> pins = new HashMap<>();
  private final GeneratedNames names = new GeneratedNames();
  private final Placeholders placeholders = new Placeholders(this);
  private final Backups backups = new Backups(this);
  private long stillFrom = System.nanoTime();
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
    publishBytes(subject, reply, headers, payload.getBytes(UTF_8));
  }

  /** Sends a message of any bytes. */
  void publishBytes(String subject, String reply, String headers, byte[] body) throws IOException {
    byte[] head = headers.getBytes(UTF_8);
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

  /** Subscribes, as a member of a queue group unless its name is empty. */
  void subscribe(String subject, String queue) throws IOException {
    client.send("SUB %s %s %s\r\n".formatted(subject, queue, subject));
  }

  /** Ends the subscription to a subject. */
  void unsubscribe(String subject) throws IOException {
    client.send("UNSUB " + subject + "\r\n");
  }

  /** A text with what its placeholders stand for. */
  String resolve(String text) throws IOException {
    return placeholders.resolve(text);
  }

  Backups backups() {
    return backups;
  }

  /** Something goes on by itself for so long. */
  void lingers(Duration time) {
    stillFrom = Math.max(stillFrom, System.nanoTime() + time.toNanos());
  }

  /** Whether nothing goes on by itself, as far as is known. */
  boolean isStill() {
    return backups.areDone() && System.nanoTime() - stillFrom >= 0;
  }

  /** The pin that the consumer gave last; any text if it gave none. */
  String pin(String consumer) {
    return pins.getOrDefault(consumer, "none");
  }

  /** The time of a message; the beginning of time without one. */
  String time(String stream, String sequence) throws IOException {
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

  private void take(String operation) throws IOException {
    if (!operation.contains("\r\n")) {
      add("connection", new Frame("", "", "", operation));
      return;
    }
    Frame frame = Frame.parse(operation);
    Matcher delivery = DELIVERY.matcher(frame.reply());
    if (delivery.matches()) {
      note(delivery.group(1), frame);
    }
    boolean hidden = backups.take(frame, operation.substring(operation.indexOf("\r\n") + 2));
    if (!hidden && !Audits.isBesideTheScript(frame)) {
      Frame shown = names.replace(frame);
      add(Audits.topic(shown), shown);
    }
  }

  private void note(String consumer, Frame frame) {
    deliveries.computeIfAbsent(consumer, unused -> new ArrayList<>()).add(frame.reply());
    Matcher pin = PIN.matcher(frame.headers());
    if (pin.find()) {
      pins.put(consumer, pin.group(1));
    }
  }

  private void add(String subject, Frame frame) {
    arrived.computeIfAbsent(subject, unused -> new ArrayList<>()).add(frame);
  }

  /** The subjects on which something has come. */
  Set<String> arrivedOn() {
    return arrived.keySet();
  }

  /** Whether anything has come on a subject. */
  boolean hasAny(String subject) {
    return count(subject) > 0;
  }

  /** How much has come on a subject. */
  int count(String subject) {
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
