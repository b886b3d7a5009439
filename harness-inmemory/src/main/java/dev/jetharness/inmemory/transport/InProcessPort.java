package dev.jetharness.inmemory.transport;

import io.nats.client.impl.DataPort;
import io.nats.client.impl.NatsConnection;
import io.nats.client.support.NatsUri;
import java.io.IOException;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * jnats's connection to an in-memory broker: what its writer thread writes is acted upon by that
 * thread, what the broker answers is read by its reader thread. Made by jnats, by name.
 */
public final class InProcessPort implements DataPort {
  private final Outbound outbound = new Outbound(() -> {});
  private @Nullable Session session;

  /** Called by jnats, once for each attempt to connect. */
  public InProcessPort() {}

  @Override
  @Deprecated
  public void connect(String serverUri, NatsConnection connection, long timeoutNanos)
      throws IOException {
    try {
      connect(connection, new NatsUri(serverUri), timeoutNanos);
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void connect(NatsConnection connection, NatsUri uri, long timeoutNanos)
      throws IOException {
    session = InProcessListener.connect(uri.getHost(), uri.getPort(), outbound);
  }

  @Override
  public void upgradeToSecure() throws IOException {
    throw new IOException("TLS needs TCP: connect to Broker.url() instead");
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    return outbound.read(target, offset, length);
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    Session open = session;
    if (open == null) {
      throw new IOException("not connected");
    }
    open.receive(bytes, 0, length);
  }

  /** Does nothing: what was written is acted upon already. */
  @Override
  public void flush() {}

  @Override
  public void shutdownInput() {
    outbound.cut();
  }

  @Override
  public void close() {
    outbound.cut();
    if (session != null) {
      session.disconnected();
    }
  }
}
