package dev.jetharness.inmemory.jetstream.sourcing;

import dev.jetharness.inmemory.jetstream.config.StreamSource;
import dev.jetharness.inmemory.jetstream.config.StreamSource.External;
import dev.jetharness.inmemory.jetstream.config.StreamSource.SourceConsumer;
import java.time.Duration;
import java.util.function.Supplier;

/** Where the API of an origin is, and where its deliveries go to. */
final class Address {
  private static final String API = "$JS.API";
  private static final long FOR_A_CONSUMER = Duration.ofSeconds(30).toNanos();
  private static final long FOR_A_RESET = Duration.ofSeconds(5).toNanos();

  private final StreamSource origin;
  private final String kind;
  private final Supplier<String> names;

  /**
   * The address of an origin.
   *
   * @param kind what deliver subjects tell about who copies: {@code M} or {@code S}
   * @param names gives unique names
   */
  Address(StreamSource origin, String kind, Supplier<String> names) {
    this.origin = origin;
    this.kind = kind;
    this.names = names;
  }

  /** Whether a consumer that is there already is to be used. */
  boolean isFixed() {
    return origin.consumer() != null;
  }

  /** How long to wait for an answer, in nanoseconds. */
  long patience() {
    return isFixed() ? FOR_A_RESET : FOR_A_CONSUMER;
  }

  /** The subject of an operation of the API. */
  String subject(String operation) {
    External external = origin.external();
    return external == null
        ? API + '.' + operation
        : (external.api() + '.' + operation).replace("..", ".");
  }

  String newReplySubject() {
    return "$JSC.R." + names.get();
  }

  String newDeliverSubject() {
    SourceConsumer consumer = origin.consumer();
    if (consumer != null) {
      return consumer.deliverSubject();
    }
    External external = origin.external();
    return external == null || external.deliver().isEmpty()
        ? "$JS." + kind + '.' + names.get()
        : (external.deliver() + '.' + kind + '.' + names.get()).replace("..", ".");
  }
}
