package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.PriorityPolicy;
import dev.jetharness.inmemory.json.GoDuration;
import dev.jetharness.inmemory.json.JsonException;
import org.jspecify.annotations.Nullable;

/** What a pull request is refused for before the consumer looks at its queue. */
final class PullRequests {
  private static final int MAX_PRIORITY = 9;

  private PullRequests() {}

  /** A status that refuses the request, or null if it may be queued. */
  static @Nullable String refusal(PullBody request, ConsumerConfig config) {
    if (config.maxBatch() > 0 && request.batch() > config.maxBatch()) {
      return "409 Exceeded MaxRequestBatch of " + config.maxBatch();
    }
    long maxExpires = Nanos.of(config.maxExpires());
    if (maxExpires > 0 && request.expires() > maxExpires) {
      return "409 Exceeded MaxRequestExpires of " + GoDuration.format(maxExpires);
    }
    if (config.maxBytes() > 0 && request.maxBytes() > config.maxBytes()) {
      return "409 Exceeded MaxRequestMaxBytes of " + config.maxBytes();
    }
    PriorityRequest priority = request.priority();
    return priority == null ? null : priorityRefusal(priority, config);
  }

  /** The status for a body that cannot be read. */
  static String malformed(JsonException cause) {
    return "400 Bad Request - " + cause.getMessage();
  }

  private static @Nullable String priorityRefusal(PriorityRequest request, ConsumerConfig config) {
    PriorityPolicy policy = config.priorityPolicy();
    boolean minimum = request.minPending() != 0 || request.minAckPending() != 0;
    if (minimum && policy != PriorityPolicy.OVERFLOW) {
      return "400 Bad Request - Not a Overflow Priority consumer";
    }
    if (!request.pinId().isEmpty() && policy != PriorityPolicy.PINNED_CLIENT) {
      return "400 Bad Request - Not a Pinned Client Priority consumer";
    }
    if (request.priority() < 0 || request.priority() > MAX_PRIORITY) {
      return "400 Bad Request - Priority must be between 0 and 9";
    }
    if (policy == PriorityPolicy.NONE) {
      return null;
    }
    if (request.group().isEmpty()) {
      return "400 Bad Request - Priority Group missing";
    }
    return config.priorityGroups().contains(request.group())
        ? null
        : "400 Bad Request - Invalid Priority Group";
  }
}
