package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import dev.jetharness.inmemory.time.Timers;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a client is still there: it has to send CONNECT in time if it has to
 * authenticate, and answers PING whenever it was silent for an interval.
 */
final class Liveness {
  /** The first PING comes early, to measure the round trip. */
  private static final long FIRST_PING_NANOS = Duration.ofSeconds(2).toNanos();

  private final ClientConnection client;
  private final ServerOptions options;
  private final Timers timers;
  private final Statistics statistics;
  private final long startedAt;
  private @Nullable Timer authentication;
  private @Nullable Timer ping;
  private long pingSentAt;
  private boolean pinged;
  private boolean active;
  private int unanswered;
  private long roundTrip;

  Liveness(ClientConnection client, ServerContext context) {
    this.client = client;
    this.options = context.options();
    this.timers = context.timers();
    this.statistics = context.statistics();
    this.startedAt = timers.now(TimerKind.PING);
  }

  /** The client was accepted. */
  void start() {
    if (options.credentials().areRequired()) {
      authentication =
          timers.schedule(
              TimerKind.AUTHENTICATION,
              options.authenticationTimeout().toNanos(),
              () -> client.refuse("Authentication Timeout"));
    }
    schedulePing(options.pingInterval().toNanos());
  }

  /** The client sent CONNECT. */
  void connected() {
    stop();
    roundTrip = Math.max(1, timers.now(TimerKind.PING) - startedAt);
    long first = Math.min(FIRST_PING_NANOS, options.pingInterval().toNanos());
    // As nats-server, up to a fifth later, so that clients don't answer all at once.
    schedulePing(first + ThreadLocalRandom.current().nextLong(first / 5 + 1));
  }

  /** The client sent something other than PONG. */
  void active() {
    active = true;
  }

  /** The client answered. */
  void pong() {
    unanswered = 0;
    if (pinged) {
      roundTrip = Math.max(1, timers.now(TimerKind.PING) - pingSentAt);
    }
  }

  /** The last measured round trip, in nanoseconds; 0 before CONNECT. */
  long roundTrip() {
    return roundTrip;
  }

  /** The connection ends. */
  void stop() {
    if (authentication != null) {
      authentication.cancel();
      authentication = null;
    }
    if (ping != null) {
      ping.cancel();
      ping = null;
    }
  }

  private void schedulePing(long delayNanos) {
    ping = timers.schedule(TimerKind.PING, delayNanos, this::pingIfSilent);
  }

  private void pingIfSilent() {
    if (!active || !pinged) {
      if (unanswered == options.maxPingsOut()) {
        statistics.staleConnections++;
        client.refuse("Stale Connection");
        return;
      }
      unanswered++;
      pinged = true;
      pingSentAt = timers.now(TimerKind.PING);
      client.ping();
    }
    active = false;
    schedulePing(options.pingInterval().toNanos());
  }
}
