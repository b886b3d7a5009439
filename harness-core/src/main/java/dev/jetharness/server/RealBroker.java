package dev.jetharness.server;

import dev.jetharness.BrokerKind;
import dev.jetharness.spi.AbstractBroker;
import dev.jetharness.traffic.TrafficRecorder;
import dev.jetharness.wire.LoopbackProxy;
import dev.jetharness.wire.TappedServers;
import dev.jetharness.wire.Taps;
import io.nats.client.Options;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A broker on a real server: its connections are tapped, and what cannot use the tapped port goes
 * through a tapped proxy.
 */
public abstract class RealBroker extends AbstractBroker {
  private final TrafficRecorder recorder;
  private final List<String> urls;
  private final List<InetSocketAddress> addresses;
  private final Taps taps;
  private @Nullable LoopbackProxy proxy;

  /**
   * Creates an open broker.
   *
   * @param kind its kind
   * @param urls the addresses of the nodes, with user and password in them
   * @param addresses the same, to connect a socket to
   */
  protected RealBroker(BrokerKind kind, List<String> urls, List<InetSocketAddress> addresses) {
    this(kind, urls, addresses, new TrafficRecorder());
  }

  private RealBroker(
      BrokerKind kind,
      List<String> urls,
      List<InetSocketAddress> addresses,
      TrafficRecorder recorder) {
    super(kind, recorder);
    this.recorder = recorder;
    this.urls = List.copyOf(urls);
    this.addresses = List.copyOf(addresses);
    taps = new Taps(recorder);
  }

  /** The URL of the proxy, with user and password where needed. */
  protected abstract String url(String host, int port);

  /** Deletes all that was made on the server. */
  protected abstract void wipe();

  /** Deletes all that was made on the server, and gives it back; no connection is left by now. */
  protected abstract void giveBack();

  @Override
  protected void address(Options.Builder builder) {
    new TappedServers(urls, this::isOpen, taps).tap(builder);
  }

  @Override
  public final String url() {
    LoopbackProxy open = proxy();
    return url(open.host(), open.port());
  }

  @Override
  public final void reset() {
    ensureOpen();
    wipe();
    recorder.clear();
  }

  @Override
  protected final void release() {
    closeProxy();
    taps.close();
    giveBack();
  }

  private synchronized LoopbackProxy proxy() {
    ensureOpen();
    if (proxy == null) {
      proxy = LoopbackProxy.open(addresses, taps);
    }
    return proxy;
  }

  private synchronized void closeProxy() {
    if (proxy != null) {
      proxy.close();
    }
  }
}
