package dev.jetharness.external;

import dev.jetharness.BrokerKind;
import dev.jetharness.server.RealBroker;
import dev.jetharness.settings.ExternalSettings;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A broker on a server that somebody else runs. */
final class ExternalBroker extends RealBroker {
  private static final int DEFAULT_PORT = 4222;

  private final URI first;
  private final @Nullable Path credentials;
  private final ExternalAssets assets;
  private final Runnable giveBack;

  private ExternalBroker(ExternalSettings settings, ExternalAssets assets, Runnable giveBack) {
    super(BrokerKind.EXTERNAL, settings.urls(), addresses(settings.urls()));
    first = URI.create(settings.urls().get(0));
    credentials = settings.credentials();
    this.assets = assets;
    this.giveBack = giveBack;
  }

  /** Connects, and notes what is there already. */
  static ExternalBroker open(ExternalSettings settings, Runnable giveBack) {
    return new ExternalBroker(settings, ExternalAssets.of(settings), giveBack);
  }

  @Override
  protected void address(Options.Builder builder) {
    super.address(builder);
    if (credentials != null) {
      builder.authHandler(Nats.credentials(credentials.toString()));
    }
  }

  @Override
  public String serverVersion() {
    ensureOpen();
    return assets.serverVersion();
  }

  @Override
  protected String url(String host, int port) {
    String user = first.getRawUserInfo();
    return first.getScheme() + "://" + (user == null ? "" : user + "@") + host + ":" + port;
  }

  @Override
  protected void wipe() {
    assets.removeNew();
  }

  @Override
  protected void giveBack() {
    try (assets) {
      assets.removeNew();
      assets.ensureNoneMissing();
    } finally {
      giveBack.run();
    }
  }

  private static List<InetSocketAddress> addresses(List<String> urls) {
    return urls.stream()
        .map(URI::create)
        .map(
            uri ->
                new InetSocketAddress(
                    uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort()))
        .toList();
  }
}
