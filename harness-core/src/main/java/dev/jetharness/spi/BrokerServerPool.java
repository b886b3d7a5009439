package dev.jetharness.spi;

import io.nats.client.Options;
import io.nats.client.ServerPool;
import io.nats.client.support.NatsUri;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leads a connection to the servers of one broker only, whatever servers the application named in
 * its options: jnats can add servers to a builder, but not take them out. Servers that the broker
 * announces are ignored.
 *
 * <p>Unlike jnats's own pool it may serve several connections at once, as happens when they are
 * made from one options object: a connecting or reconnecting thread has its own round.
 *
 * @since 0.1
 */
public class BrokerServerPool implements ServerPool {
  private final List<NatsUri> servers;
  private final BooleanSupplier open;
  private final Map<Thread, Round> rounds = new ConcurrentHashMap<>();
  private volatile int maxReconnects;
  private volatile boolean shuffled;

  /**
   * Creates a pool.
   *
   * @param urls the broker's addresses, with user and password in them where needed
   * @param open whether the broker is open still; if not, the pool leads nowhere, so that a
   *     connection which the application left open ends instead of reconnecting
   * @throws IllegalArgumentException if one is not a URL
   */
  public BrokerServerPool(List<String> urls, BooleanSupplier open) {
    this.open = open;
    List<NatsUri> parsed = new ArrayList<>();
    for (String url : urls) {
      try {
        parsed.add(new NatsUri(url));
      } catch (URISyntaxException malformed) {
        throw new IllegalArgumentException("not the URL of a NATS server: " + url, malformed);
      }
    }
    servers = List.copyOf(parsed);
  }

  /**
   * Puts this pool, and the addresses in it, into the options of a connection.
   *
   * @param builder the options
   */
  public final void install(Options.Builder builder) {
    // Named too, because jnats derives from the named servers whether TLS is wanted.
    builder.servers(servers.stream().map(NatsUri::toString).toArray(String[]::new));
    builder.serverPool(this);
  }

  @Override
  public final void initialize(Options options) {
    maxReconnects =
        options.getMaxReconnect() < 0 ? Integer.MAX_VALUE - 1 : options.getMaxReconnect();
    shuffled = !options.isNoRandomize();
    rounds.remove(Thread.currentThread());
  }

  @Override
  public final boolean acceptDiscoveredUrls(List<String> discovered) {
    return false;
  }

  /**
   * Begins a first connect: there, jnats peeks; a reconnect takes the next server straight away.
   */
  @Override
  public final @Nullable NatsUri peekNextServer() {
    Round round = rounds.get(Thread.currentThread());
    if (round == null) {
      round = begin(maxReconnects + 1);
    }
    Attempts first = round.order.peekFirst();
    return first == null || !open.getAsBoolean() ? null : first.server;
  }

  @Override
  public final @Nullable NatsUri nextServer() {
    Round round = rounds.get(Thread.currentThread());
    if (round == null) {
      round = begin(maxReconnects);
    }
    Attempts next = round.order.pollFirst();
    if (next == null || !open.getAsBoolean()) {
      rounds.remove(Thread.currentThread());
      return null;
    }
    round.order.addLast(next);
    return next.server;
  }

  @Override
  public final void connectSucceeded(NatsUri server) {
    rounds.remove(Thread.currentThread());
  }

  @Override
  public final void connectFailed(NatsUri server) {
    Round round = rounds.get(Thread.currentThread());
    if (round != null) {
      round.failed(server);
    }
  }

  /** Leaves resolving to the socket; the brokers' own addresses are IP literals. */
  @Deprecated
  @SuppressWarnings("InlineMeSuggester")
  @Override
  public final @Nullable List<String> resolveHostToIps(String host) {
    return null;
  }

  @Override
  public final List<String> getServerList() {
    return servers.stream().map(NatsUri::toString).toList();
  }

  @Override
  public final boolean hasSecureServer() {
    return servers.stream().anyMatch(NatsUri::isSecure);
  }

  private Round begin(int attempts) {
    List<NatsUri> order = new ArrayList<>(servers);
    if (shuffled) {
      Collections.shuffle(order);
    }
    Round round = new Round(order, attempts);
    rounds.put(Thread.currentThread(), round);
    return round;
  }

  /** What one thread has tried while it connects or reconnects. */
  private static final class Round {
    private final Deque<Attempts> order = new ArrayDeque<>();

    Round(List<NatsUri> servers, int attempts) {
      servers.forEach(server -> order.add(new Attempts(server, attempts)));
    }

    void failed(NatsUri server) {
      order.removeIf(entry -> entry.server.equals(server) && --entry.left <= 0);
    }
  }

  /** How often a server may still be tried. */
  private static final class Attempts {
    private final NatsUri server;
    private int left;

    Attempts(NatsUri server, int left) {
      this.server = server;
      this.left = left;
    }
  }
}
