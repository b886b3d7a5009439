package dev.jetharness.settings;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import dev.jetharness.spi.BrokerProviders;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a server that somebody else runs. It is used by one broker at a time; only what that
 * broker's tests created is removed from it, unless {@code wipe} says otherwise.
 *
 * @param urls the addresses of the server or of its cluster's nodes, with user and password in them
 *     where needed
 * @param credentials a credentials file for the connections; null for none
 * @param wipe whether every stream of the account is deleted, at the start, on each reset and at
 *     the end, whoever made it
 * @since 0.1
 */
public record ExternalSettings(List<String> urls, @Nullable Path credentials, boolean wipe)
    implements BrokerSettings {
  private static final List<String> SCHEMES = List.of("nats", "tls");

  /**
   * Creates settings.
   *
   * @param urls the addresses
   * @param credentials a credentials file; null for none
   * @param wipe whether every stream of the account is deleted
   * @throws IllegalArgumentException if there is no URL, or one that is not {@code nats://} or
   *     {@code tls://} with a host
   */
  public ExternalSettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("no URL: give one, such as nats://localhost:4222");
    }
    urls.forEach(ExternalSettings::check);
  }

  /**
   * Returns settings for a URL, with neither credentials file nor wipe.
   *
   * @param url a {@code nats://} or {@code tls://} URL; several, separated by commas, for a cluster
   * @return new settings
   * @throws IllegalArgumentException if the URL is none of these
   */
  public static ExternalSettings of(String url) {
    List<String> urls = new ArrayList<>();
    Arrays.stream(url.split(",", -1))
        .map(String::trim)
        .filter(part -> !part.isEmpty())
        .forEach(urls::add);
    return new ExternalSettings(urls, null, false);
  }

  /**
   * Returns settings that differ in the credentials file.
   *
   * @param file a file with a user's JWT and seed, as {@code nsc} writes it
   * @return new settings
   */
  public ExternalSettings credentials(Path file) {
    return new ExternalSettings(urls, file, wipe);
  }

  /**
   * Returns settings that differ in whether every stream is deleted.
   *
   * @param everything whether all streams of the account go, whoever made them
   * @return new settings
   */
  public ExternalSettings wipe(boolean everything) {
    return new ExternalSettings(urls, credentials, everything);
  }

  @Override
  public BrokerKind kind() {
    return BrokerKind.EXTERNAL;
  }

  @Override
  public Broker start() {
    return BrokerProviders.start(this);
  }

  private static void check(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme();
      if (scheme != null
          && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))
          && uri.getHost() != null) {
        return;
      }
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(message(url), malformed);
    }
    throw new IllegalArgumentException(message(url));
  }

  private static String message(String url) {
    return "'" + url + "' is not the URL of a NATS server: nats://HOST:PORT or tls://HOST:PORT";
  }
}
