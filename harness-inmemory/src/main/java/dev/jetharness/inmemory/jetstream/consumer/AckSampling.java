package dev.jetharness.inmemory.jetstream.consumer;

import java.util.concurrent.ThreadLocalRandom;

/** The share of acknowledgements whose delay is published as a metric. */
final class AckSampling {
  private static final int ALL = 100;

  private final ConsumerState state;
  private String frequency;
  private int percent;

  AckSampling(ConsumerState state) {
    this.state = state;
    this.frequency = state.config().sampleFrequency();
    // Of a number that was accepted and is too large, the server keeps the lower half.
    this.percent = frequency.isEmpty() ? 0 : (int) Long.parseLong(number());
  }

  /** Follows the configuration; as on the server, an update to nothing ends no sampling. */
  void update() {
    String updated = state.config().sampleFrequency();
    if (updated.equals(frequency)) {
      return;
    }
    frequency = updated;
    if (!number().isEmpty()) {
      long parsed = Long.parseLong(number());
      percent = parsed > Integer.MAX_VALUE ? percent : (int) parsed;
    }
  }

  /** A pending message is about to be acknowledged. */
  void acknowledged(AckSubject delivery, PendingMessage message) {
    if (percent > 0 && isSampled()) {
      long delay = state.engine().clock().now() - message.timestamp;
      state.advisories().acknowledged(delivery, delay);
    }
  }

  private boolean isSampled() {
    return percent >= ALL || ThreadLocalRandom.current().nextInt(ALL) <= percent;
  }

  private String number() {
    return frequency.endsWith("%") ? frequency.substring(0, frequency.length() - 1) : frequency;
  }
}
