package dev.jetharness.wire;

import dev.jetharness.spi.BrokerServerPool;
import io.nats.client.Options;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The servers of a real broker, together with the taps for the connections to them: a port finds
 * its taps through the options of its connection.
 *
 * @since 0.1
 */
public final class TappedServers extends BrokerServerPool {
  private final Taps taps;

  /**
   * Creates a pool.
   *
   * @param urls the broker's addresses, with user and password in them where needed
   * @param open whether the broker is open still; if not, the pool leads nowhere
   * @param taps the taps
   */
  public TappedServers(List<String> urls, BooleanSupplier open, Taps taps) {
    super(urls, open);
    this.taps = taps;
  }

  /**
   * Sets address and transport in the options of a connection.
   *
   * @param builder the options
   */
  public void tap(Options.Builder builder) {
    install(builder);
    builder.dataPortType(TapPort.class.getName());
  }

  Taps taps() {
    return taps;
  }
}
