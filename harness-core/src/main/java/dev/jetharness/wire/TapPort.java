package dev.jetharness.wire;

import io.nats.client.Options;
import io.nats.client.impl.SocketDataPortWithWriteTimeout;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * jnats's socket port, with a tap on what it writes and reads. It sees plain text where TLS is used
 * too. Public, with a public constructor, because jnats makes it by its name.
 *
 * @since 0.1
 */
public final class TapPort extends SocketDataPortWithWriteTimeout implements Taps.Line {
  private static final Logger LOGGER = System.getLogger(TapPort.class.getName());

  private @Nullable Taps taps;
  private @Nullable WireTap tap;
  private boolean known;

  /** Creates a port; jnats connects it. */
  public TapPort() {}

  @Override
  public void afterConstruct(Options options) {
    super.afterConstruct(options);
    if (options.getServerPool() instanceof TappedServers servers) {
      taps = servers.taps();
      tap = servers.taps().tap();
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (!known && taps != null) {
      // Only now: a port that never got a connection is not closed by jnats.
      known = true;
      if (!taps.add(this)) {
        throw new IOException("the broker is closed");
      }
    }
    int count = super.read(into, offset, length);
    if (tap != null && count > 0) {
      tap.received(into, offset, count);
    }
    return count;
  }

  @Override
  public void write(byte[] bytes, int length) throws IOException {
    if (tap != null) {
      tap.sent(bytes, 0, length);
    }
    super.write(bytes, length);
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      if (taps != null) {
        taps.remove(this);
      }
    }
  }

  @Override
  public void end() {
    Socket connected = socket;
    try {
      if (connected != null) {
        connected.shutdownOutput();
      }
    } catch (IOException alreadyOver) {
      LOGGER.log(Level.DEBUG, "a connection ended by itself", alreadyOver);
    }
  }

  @Override
  public void drop() {
    try {
      close();
    } catch (IOException alreadyOver) {
      LOGGER.log(Level.DEBUG, "a connection ended by itself", alreadyOver);
    }
  }
}
