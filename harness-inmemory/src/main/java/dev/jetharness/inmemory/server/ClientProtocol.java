package dev.jetharness.inmemory.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.json.GoText;
import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.ObjectReader;
import dev.jetharness.inmemory.subject.Subjects;
import dev.jetharness.wire.ProtocolHandler;
import org.jspecify.annotations.Nullable;

/** Acts on what a client says, with nats-server's texts for what it may not say. */
final class ClientProtocol implements ProtocolHandler {
  private static final System.Logger LOG = System.getLogger(ClientProtocol.class.getName());
  private static final int NEWEST_PROTOCOL = 1;

  private final ClientConnection client;
  private final ServerContext context;
  private final Liveness liveness;
  private boolean connectReceived;
  private boolean pinged;

  ClientProtocol(ClientConnection client, ServerContext context, Liveness liveness) {
    this.client = client;
    this.context = context;
    this.liveness = liveness;
  }

  @Override
  public void connect(byte[] json) {
    ConnectOptions options;
    try {
      options = ConnectOptions.read(json);
    } catch (JsonException e) {
      LOG.log(System.Logger.Level.DEBUG, "a client's CONNECT can't be read", e);
      client.end();
      return;
    }
    if (connectReceived) {
      client.dropSubscriptions();
    }
    connectReceived = true;
    liveness.connected();
    if (!context.options().credentials().accept(options) || options.sandbox()) {
      client.refuse("Authorization Violation");
    } else if (options.protocol() < 0 || options.protocol() > NEWEST_PROTOCOL) {
      client.refuse("invalid client protocol");
    } else if (options.noResponders() && !options.headers()) {
      client.refuse("no responders requires headers support");
    } else {
      client.connected(options);
      client.ok();
    }
  }

  @Override
  public void publish(String subject, @Nullable String reply, byte[] headers, byte[] payload) {
    liveness.active();
    context.statistics().received(headers.length + payload.length);
    if (client.options().pedantic() && !Subjects.isValidLiteral(subject)) {
      client.error("Invalid Publish Subject");
    }
    if (ReservedSubjects.deniesPublish(subject)) {
      client.error("Permissions Violation for Publish to " + GoText.quote(subject));
      return;
    }
    if (reply != null && ReservedSubjects.deniesReply(reply)) {
      client.error("Permissions Violation for Publish with Reply of " + GoText.quote(reply));
      return;
    }
    client.ok();
    route(new Message(context.account().mapped(subject), reply, headers, payload));
  }

  private void route(Message message) {
    String subject = message.subject();
    String reply = message.reply();
    if (!ReservedSubjects.isJetStreamTraffic(subject)) {
      context
          .traffic()
          .published(client.label(), subject, reply, message.headers(), message.payload());
    }
    boolean received = context.account().route(subject, message, client).received();
    if (!received && reply != null && client.options().noResponders()) {
      sendNoResponders(subject, reply);
    }
  }

  /** Tells a requestor, on its own subscription, that nobody listens. */
  private void sendNoResponders(String subject, String reply) {
    Subscription.OfClient own = context.account().replySubscription(client, reply);
    if (own != null) {
      byte[] status = ("NATS/1.0 503\r\nNats-Subject: " + subject + "\r\n\r\n").getBytes(UTF_8);
      client.send(own.sid(), new Message(reply, null, status, Message.EMPTY), null);
    }
  }

  @Override
  public void subscribe(String subject, @Nullable String queue, String sid) {
    liveness.active();
    if (queue != null && ReservedSubjects.deniesQueue(queue)) {
      client.error(
          "Permissions Violation for Subscription to "
              + GoText.quote(subject)
              + " using queue "
              + GoText.quote(queue));
      return;
    }
    if (client.subscription(sid) == null) {
      if (!Subjects.isValid(subject)) {
        client.error("Invalid Subject");
        return;
      }
      client.subscribe(new Subscription.OfClient(client, subject, queue, sid));
    }
    client.ok();
  }

  @Override
  public void unsubscribe(String sid, int max) {
    liveness.active();
    Subscription.OfClient subscription = client.subscription(sid);
    if (subscription != null && (max <= 0 || !subscription.limit(max))) {
      client.unsubscribe(subscription);
    }
    client.ok();
  }

  @Override
  public void ping() {
    liveness.active();
    client.pong();
    if (connectReceived && !pinged) {
      pinged = true;
      if (client.options().protocol() >= NEWEST_PROTOCOL) {
        client.sendConnectInfo();
      }
    }
  }

  @Override
  public void pong() {
    liveness.pong();
  }

  /** A client has nothing to tell about a server, but nats-server reads it. */
  @Override
  public void info(byte[] json) {
    try {
      ObjectReader.parse(json, "server.Info", false).finish();
    } catch (JsonException e) {
      LOG.log(System.Logger.Level.DEBUG, "a client's INFO can't be read", e);
      client.end();
    }
  }

  /** nats-server takes an error from a client as the end. */
  @Override
  public void error(String text) {
    LOG.log(System.Logger.Level.DEBUG, "a client says it has an error: {0}", text);
    client.end();
  }
}
