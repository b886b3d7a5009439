package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.bus.Client;
import dev.jetharness.inmemory.bus.Delivery;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.time.TimerKind;
import dev.jetharness.inmemory.transport.Outbound;
import dev.jetharness.inmemory.transport.Peer;
import dev.jetharness.inmemory.transport.Session;
import dev.jetharness.wire.ProtocolException;
import dev.jetharness.wire.ProtocolParser;
import dev.jetharness.wire.ProtocolWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One client's connection. All but {@link #receive} and its construction is under the lock. */
final class ClientConnection implements Session, Client {
  private static final System.Logger LOG = System.getLogger(ClientConnection.class.getName());

  /** As in nats-server, a publisher waits so long for slow receivers, per chunk that it sent. */
  private static final long STALL_NANOS = Duration.ofMillis(10).toNanos();

  /** How long a client may take to read what was said last. */
  private static final long WRITE_DEADLINE_NANOS = Duration.ofSeconds(10).toNanos();

  private final ServerContext context;
  private final long id;
  private final Peer peer;
  private final Instant start;
  private final Outbound outbound;
  private final ProtocolWriter writer;
  private final ProtocolParser parser;
  private final Liveness liveness;
  private final ClientDelivery delivery;
  private final long stallThreshold;
  private final Map<String, Subscription.OfClient> subscriptions = new HashMap<>();
  private final Runnable parse = this::parse;
  private ConnectOptions options = ConnectOptions.DEFAULT;
  private String label;
  private boolean open = true;

  // Of the chunk that is being received.
  private byte[] chunk = Message.EMPTY;
  private int chunkOffset;
  private int chunkLength;
  private @Nullable Outbound stalledOn;

  ClientConnection(ServerContext context, long id, Outbound outbound, Peer peer) {
    ServerOptions options = context.options();
    this.context = context;
    this.id = id;
    this.label = Long.toString(id);
    this.peer = peer;
    this.start = context.clock().instant();
    this.outbound = outbound;
    this.writer = new ProtocolWriter(outbound);
    this.liveness = new Liveness(this, context);
    this.delivery = new ClientDelivery(this, outbound, context);
    this.stallThreshold = options.maxPending() / 4 * 3;
    this.parser =
        ProtocolParser.fromClient(
            new ClientProtocol(this, context, liveness),
            options.maxControlLine(),
            options.maxPayload());
    parser.allowHeaders(false);
    parser.expectConnect(options.credentials().areRequired());
  }

  /** Greets the client. */
  void start() {
    context.clients().add(this);
    writer.info(context.identity().info(id, peer, null));
    outbound.publish();
    liveness.start();
  }

  @Override
  public void receive(byte[] bytes, int offset, int length) {
    chunk = bytes;
    chunkOffset = offset;
    chunkLength = length;
    try {
      context.sequencer().run(parse);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the broker failed, and closes connection " + label, e);
      context.sequencer().run(this::end);
    }
    chunk = Message.EMPTY;
    Outbound slow = stalledOn;
    if (slow != null) {
      stalledOn = null;
      slow.awaitBelow(stallThreshold, STALL_NANOS);
    }
  }

  private void parse() {
    try {
      parser.parse(chunk, chunkOffset, chunkLength);
    } catch (ProtocolException e) {
      LOG.log(System.Logger.Level.DEBUG, "connection " + label + " breaks the protocol", e);
      switch (e.reason()) {
        case UNKNOWN_OPERATION -> refuse("Unknown Protocol Operation");
        case CONTROL_LINE_TOO_LONG -> refuse("maximum control line exceeded");
        case PAYLOAD_TOO_LARGE -> refuse("Maximum Payload Violation");
        case CONNECT_EXPECTED -> refuse("Authorization Violation");
        // nats-server says nothing to these.
        case MALFORMED_ARGUMENTS, HEADERS_NOT_NEGOTIATED -> end();
      }
    }
  }

  @Override
  public void disconnected() {
    context.sequencer().run(this::end);
  }

  /** The client's options are known and accepted. */
  void connected(ConnectOptions accepted) {
    options = accepted;
    label = accepted.name().isEmpty() ? Long.toString(id) : accepted.name();
    parser.expectConnect(false);
    parser.allowHeaders(accepted.headers());
  }

  /** Sends a message to one of the client's subscriptions. */
  void send(String sid, Message message, @Nullable ClientConnection sender) {
    byte[] headers = options.headers() ? message.headers() : Message.EMPTY;
    writer.message(message.subject(), sid, message.reply(), headers, message.payload());
    context.statistics().sent(headers.length + message.payload().length);
    outbound.publish();
    if (outbound.exceeds(stallThreshold)) {
      fallBehind(sender);
    }
  }

  private void fallBehind(@Nullable ClientConnection sender) {
    if (outbound.exceeds(context.options().maxPending())) {
      LOG.log(System.Logger.Level.DEBUG, "connection {0} is a slow consumer", label);
      context.statistics().slowConsumers++;
      outbound.cut();
      end();
    } else if (sender != null) {
      context.statistics().stalledClients++;
      sender.stalledOn = outbound;
    }
  }

  void ping() {
    writer.ping();
    outbound.publish();
  }

  void pong() {
    writer.pong();
    outbound.publish();
  }

  /** Says {@code +OK} if the client wants that. */
  void ok() {
    if (options.verbose()) {
      writer.ok();
      outbound.publish();
    }
  }

  /** Tells the client which account it belongs to. */
  void sendConnectInfo() {
    writer.info(context.identity().info(id, peer, context.account().name()));
    outbound.publish();
  }

  /** Says what is wrong, and goes on. */
  void error(String text) {
    writer.error(text);
    outbound.publish();
  }

  /** Says what is wrong, and closes the connection. */
  void refuse(String text) {
    error(text);
    end();
  }

  /** Closes the connection once the client has read what was said. */
  void end() {
    if (!open) {
      return;
    }
    open = false;
    parser.stop();
    outbound.finish();
    liveness.stop();
    if (outbound.pending() > 0) {
      context.timers().schedule(TimerKind.WRITE_DEADLINE, WRITE_DEADLINE_NANOS, outbound::cut);
    }
    dropSubscriptions();
    context.clients().remove(this);
    delivery.resumeAll();
  }

  Subscription.@Nullable OfClient subscription(String sid) {
    return subscriptions.get(sid);
  }

  void subscribe(Subscription.OfClient subscription) {
    subscriptions.put(subscription.sid(), subscription);
    context.account().add(subscription);
  }

  void unsubscribe(Subscription.OfClient subscription) {
    subscription.close();
    subscriptions.remove(subscription.sid(), subscription);
    context.account().remove(subscription);
  }

  /** Ends all subscriptions, as the server does for a second CONNECT. */
  void dropSubscriptions() {
    List.copyOf(subscriptions.values()).forEach(this::unsubscribe);
  }

  ConnectOptions options() {
    return options;
  }

  Delivery delivery() {
    return delivery;
  }

  boolean isOpen() {
    return open;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public void describe(JsonWriter json) {
    json.timeField("start", start);
    json.field("host", peer.host());
    json.field("id", id);
    json.field("acc", context.account().name());
    json.fieldIfSet("user", options.shownUser());
    json.fieldIfSet("name", options.name());
    json.fieldIfSet("lang", options.lang());
    json.fieldIfSet("ver", options.version());
    json.fieldIfSet("rtt", liveness.roundTrip());
    json.field("server", context.identity().name());
    String cluster = context.options().clusterName();
    if (cluster != null) {
      json.field("cluster", cluster);
    }
    json.field("kind", "Client");
    json.field("client_type", "nats");
  }
}
