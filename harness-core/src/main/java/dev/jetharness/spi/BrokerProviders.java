package dev.jetharness.spi;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import dev.jetharness.BrokerUnavailableException;
import dev.jetharness.settings.BrokerSettings;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The providers of this JVM, by kind.
 *
 * @since 0.1
 */
public final class BrokerProviders {
  private static final Map<BrokerKind, BrokerProvider> FOUND = new ConcurrentHashMap<>();

  private BrokerProviders() {}

  /**
   * Starts a broker with the provider of its settings' kind.
   *
   * @param settings the settings
   * @return the running broker
   * @throws BrokerUnavailableException if there is no such provider, or something that it needs is
   *     missing
   */
  public static Broker start(BrokerSettings settings) {
    return FOUND.computeIfAbsent(settings.kind(), BrokerProviders::find).start(settings);
  }

  private static BrokerProvider find(BrokerKind kind) {
    BrokerProvider provider = find(kind, BrokerProvider.class.getClassLoader());
    if (provider == null) {
      provider = find(kind, Thread.currentThread().getContextClassLoader());
    }
    if (provider == null) {
      throw new BrokerUnavailableException(
          kind == BrokerKind.IN_MEMORY
              ? "the in-memory broker is not on the class path:"
                  + " add the test dependency dev.jetharness:harness-inmemory"
              : "no provider of " + kind + " brokers is on the class path");
    }
    return provider;
  }

  private static @Nullable BrokerProvider find(BrokerKind kind, @Nullable ClassLoader loader) {
    for (BrokerProvider provider : ServiceLoader.load(BrokerProvider.class, loader)) {
      if (provider.kind() == kind) {
        return provider;
      }
    }
    return null;
  }
}
