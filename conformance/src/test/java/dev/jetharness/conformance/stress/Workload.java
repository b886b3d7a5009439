package dev.jetharness.conformance.stress;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * What the threads of the stress test do. All consumers read one stream, to whose publishers the
 * slowest of them sets the pace.
 */
final class Workload {
  private static final String STREAM = "STRESS";
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final int MOST_OUTSTANDING = 2000;

  private final Ledger ledger;
  private final BooleanSupplier publishing;
  private final AtomicInteger publishers = new AtomicInteger();

  /**
   * A workload.
   *
   * @param publishing whether publishers are to go on
   */
  Workload(Ledger ledger, BooleanSupplier publishing) {
    this.ledger = ledger;
    this.publishing = publishing;
  }

  static void createStream(Connection connection) throws Exception {
    connection
        .jetStreamManagement()
        .addStream(StreamConfiguration.builder().name(STREAM).subjects("stress.>").build());
  }

  static void createPullConsumer(Connection connection, String name, String filter)
      throws Exception {
    connection
        .jetStreamManagement()
        .addOrUpdateConsumer(
            STREAM,
            ConsumerConfiguration.builder()
                .durable(name)
                .filterSubject(filter)
                .ackPolicy(AckPolicy.Explicit)
                .ackWait(Duration.ofMinutes(10))
                .maxAckPending(10_000)
                .build());
  }

  /** Publishes numbered messages, one after the other. */
  Callable<Void> publisher(Connection connection, String name, String... consumers) {
    publishers.incrementAndGet();
    return () -> {
      try {
        publish(connection.jetStream(), name, consumers);
      } finally {
        publishers.decrementAndGet();
      }
      return null;
    };
  }

  private void publish(JetStream js, String name, String... consumers) throws Exception {
    for (int number = 1; publishing.getAsBoolean(); number++) {
      byte[] payload = (name + ' ' + number).getBytes(UTF_8);
      long sequence = js.publish("stress." + name + '.' + number % 50, payload).getSeqno();
      ledger.published(name, number, sequence);
      awaitPace(consumers);
    }
  }

  /** Fetches, and acknowledges, gives back or double-acknowledges at random. */
  Callable<Void> puller(Connection connection, String consumer, String reader, long seed) {
    return () -> {
      SplittableRandom random = new SplittableRandom(seed);
      JetStreamSubscription subscription =
          connection.jetStream().subscribe(null, PullSubscribeOptions.bind(STREAM, consumer));
      while (isOpen(consumer)) {
        for (Message message : subscription.fetch(1 + random.nextInt(100), PATIENCE)) {
          settle(message, consumer, reader, random);
        }
      }
      subscription.unsubscribe();
      return null;
    };
  }

  /** Takes what an ordered consumer is given. */
  Callable<Void> listener(Connection connection, String name) {
    return () -> {
      JetStreamSubscription subscription =
          connection
              .jetStream()
              .subscribe(
                  "stress.>", PushSubscribeOptions.builder().stream(STREAM).ordered(true).build());
      while (isOpen(name)) {
        Message message = subscription.nextMessage(PATIENCE);
        if (message != null) {
          enter(message, name, name);
        }
      }
      subscription.unsubscribe();
      return null;
    };
  }

  private void settle(Message message, String consumer, String reader, SplittableRandom random)
      throws Exception {
    long sequence = message.metaData().streamSequence();
    int choice = random.nextInt(100);
    enter(message, consumer, reader);
    if (choice < 5) {
      // Entered first: the redelivery may reach another reader before this one goes on.
      ledger.askedAgain(consumer, sequence);
      message.nak();
    } else if (choice < 10) {
      message.ackSync(Duration.ofSeconds(10));
    } else {
      message.ack();
    }
  }

  private void enter(Message message, String consumer, String reader) {
    String[] words = new String(message.getData(), UTF_8).split(" ", -1);
    ledger.delivered(
        consumer,
        reader,
        message.metaData().streamSequence(),
        message.metaData().deliveredCount(),
        words[0],
        Integer.parseInt(words[1]));
  }

  /** A consumer is read until all publishers have ended and it has everything. */
  private boolean isOpen(String consumer) {
    return publishers.get() > 0 || ledger.outstanding(consumer) > 0;
  }

  private void awaitPace(String... consumers) {
    for (String consumer : consumers) {
      while (publishing.getAsBoolean() && ledger.outstanding(consumer) > MOST_OUTSTANDING) {
        LockSupport.parkNanos(100_000);
      }
    }
  }
}
