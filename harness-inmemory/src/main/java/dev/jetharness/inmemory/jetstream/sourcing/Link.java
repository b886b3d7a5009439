package dev.jetharness.inmemory.jetstream.sourcing;

import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.SourcingConsumers;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way from an origin to the stream that copies it: a consumer there. As on the server it is
 * asked for through the API, wherever that leads; it is watched by its heartbeats, and asked for
 * again when it fails, after a while that grows with each failure.
 */
final class Link {
  private static final long BETWEEN_REQUESTS = Duration.ofSeconds(2).toNanos();
  private static final long BACKOFF = Duration.ofSeconds(10).toNanos();
  private static final long LONGEST_BACKOFF = Duration.ofMinutes(2).toNanos();
  private static final long PATIENCE = SourcingConsumers.PATIENCE.toNanos();
  private static final long NEVER = Long.MIN_VALUE;

  private final EngineContext engine;
  private final Address address;
  private final Feed feed;
  private String consumer = "";
  private @Nullable ApiError error;
  private long lastRequest = NEVER;
  private long lastHeard = NEVER;
  private int failures;
  private boolean planned;
  private boolean closed;
  private @Nullable Timer setUp;
  private @Nullable Timer timeout;
  private @Nullable Timer health;
  private @Nullable InternalSubscription answers;
  private @Nullable InternalSubscription deliveries;

  Link(EngineContext engine, Address address, Feed feed) {
    this.engine = engine;
    this.address = address;
    this.feed = feed;
  }

  /** Why there is no consumer; null if there is one, or nobody answered. */
  @Nullable ApiError error() {
    return error;
  }

  /** For how many nanoseconds nothing was heard; -1 if nothing ever was. */
  long quiet() {
    return lastHeard == NEVER ? -1 : engine.clock().now() - lastHeard;
  }

  /** Whether messages of the consumer of this name are to be taken. */
  boolean isFrom(String name) {
    return !consumer.isEmpty() && consumer.equals(name);
  }

  /**
   * Asks for a consumer as soon as it may.
   *
   * @return false if that was about to happen anyway
   */
  boolean connect() {
    if (planned || answers != null || closed) {
      return false;
    }
    planned = true;
    long delay = delay();
    if (delay == 0) {
      engine.sequencer().later(this::request);
    } else {
      setUp = engine.timers().schedule(TimerKind.SOURCE_SETUP, delay, this::request);
    }
    return true;
  }

  /** Gives up the consumer, and asks for another one. */
  void reconnect() {
    disconnect();
    boolean unused = connect();
  }

  /** Publishes an answer to the consumer. */
  void publish(Message message) {
    engine.sequencer().later(() -> engine.account().publish(message));
  }

  void close() {
    closed = true;
    planned = false;
    cancel(setUp);
    endRequest();
    disconnect();
  }

  private long delay() {
    if (lastRequest == NEVER) {
      return 0;
    }
    long since = engine.clock().now() - lastRequest;
    return Math.max(0, BETWEEN_REQUESTS - since) + Math.min(failures * BACKOFF, LONGEST_BACKOFF);
  }

  private void request() {
    if (!planned) {
      return;
    }
    planned = false;
    disconnect();
    lastRequest = engine.clock().now();
    error = null;
    String deliverSubject = address.newDeliverSubject();
    String replyTo = address.newReplySubject();
    answers =
        engine
            .account()
            .subscribe(
                replyTo,
                (message, sender) -> {
                  answered(message, deliverSubject);
                  return true;
                });
    timeout =
        engine.timers().schedule(TimerKind.SOURCE_SETUP, address.patience(), () -> failed(null));
    publish(feed.request(deliverSubject, replyTo));
  }

  private void answered(Message message, String deliverSubject) {
    ConsumerAnswer answer;
    try {
      answer = ConsumerAnswer.read(message);
    } catch (JsonException noAnswer) {
      // The server notes this much, and goes on waiting.
      error = ApiErrors.invalidJson("{err}");
      return;
    }
    endRequest();
    ApiError problem = answer.error();
    if (problem != null && feed.refused(problem)) {
      boolean unused = connect();
      return;
    }
    if (problem == null) {
      problem = feed.established(answer);
    }
    if (problem == null) {
      consumer = answer.name();
      listen(address.isFixed() ? deliverSubject : answer.deliverSubject());
    } else {
      failed(problem);
    }
  }

  private void failed(@Nullable ApiError problem) {
    endRequest();
    error = problem;
    failures++;
    boolean unused = connect();
  }

  private void listen(String deliverSubject) {
    failures = 0;
    String account = engine.account().name();
    deliveries =
        engine
            .account()
            .subscribe(
                deliverSubject,
                (message, sender) -> {
                  lastHeard = engine.clock().now();
                  feed.take(Inbound.of(message, account));
                  return true;
                });
    lastHeard = engine.clock().now();
    watch(PATIENCE);
  }

  private void watch(long delay) {
    health = engine.timers().schedule(TimerKind.SOURCE_HEALTH, delay, this::checkHealth);
  }

  private void checkHealth() {
    long quiet = quiet();
    if (quiet < PATIENCE) {
      watch(PATIENCE - quiet);
    } else {
      feed.stalled();
    }
  }

  private void endRequest() {
    cancel(timeout);
    if (answers != null) {
      answers.close();
      answers = null;
    }
  }

  private void disconnect() {
    consumer = "";
    cancel(health);
    if (deliveries != null) {
      deliveries.close();
      deliveries = null;
    }
  }

  private static void cancel(@Nullable Timer timer) {
    if (timer != null) {
      timer.cancel();
    }
  }
}
