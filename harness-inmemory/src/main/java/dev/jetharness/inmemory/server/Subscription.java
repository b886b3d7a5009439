package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.bus.MessageHandler;
import org.jspecify.annotations.Nullable;

/** Somebody's interest in a subject of an account. */
abstract sealed class Subscription {
  private final String subject;
  private final @Nullable String queue;

  private Subscription(String subject, @Nullable String queue) {
    this.subject = subject;
    this.queue = queue;
  }

  String subject() {
    return subject;
  }

  @Nullable String queue() {
    return queue;
  }

  /**
   * Hands over a message.
   *
   * @param sender the client that published it; null when the broker did
   * @return whether it was received
   */
  abstract boolean deliver(Message message, @Nullable ClientConnection sender);

  /** A client's. */
  static final class OfClient extends Subscription {
    private final ClientConnection client;
    private final String sid;
    private long delivered;
    private long max;
    private boolean closed;

    OfClient(ClientConnection client, String subject, @Nullable String queue, String sid) {
      super(subject, queue);
      this.client = client;
      this.sid = sid;
    }

    ClientConnection client() {
      return client;
    }

    String sid() {
      return sid;
    }

    /**
     * Ends it after so many messages, counted from its start.
     *
     * @return false if so many are delivered already, so it has to end now
     */
    boolean limit(long messages) {
      if (messages <= delivered) {
        return false;
      }
      max = messages;
      return true;
    }

    /** Delivers nothing more, even if a match found it before. */
    void close() {
      closed = true;
    }

    @Override
    boolean deliver(Message message, @Nullable ClientConnection sender) {
      if (closed || (sender == client && !client.options().echo())) {
        return false;
      }
      client.send(sid, message, sender);
      delivered++;
      if (delivered == max) {
        client.unsubscribe(this);
      }
      return true;
    }
  }

  /** The broker's own. */
  static final class OfBroker extends Subscription implements InternalSubscription {
    private final MessageHandler handler;
    private final ServerAccount account;
    private boolean closed;

    OfBroker(ServerAccount account, String subject, MessageHandler handler) {
      super(subject, null);
      this.account = account;
      this.handler = handler;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        account.remove(this);
      }
    }

    @Override
    boolean deliver(Message message, @Nullable ClientConnection sender) {
      return !closed && handler.onMessage(message, sender);
    }
  }
}
