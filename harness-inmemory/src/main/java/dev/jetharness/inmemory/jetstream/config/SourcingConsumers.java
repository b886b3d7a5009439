package dev.jetharness.inmemory.jetstream.config;

import dev.jetharness.inmemory.json.WrittenTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The consumers by which a stream copies another one. */
public final class SourcingConsumers {
  /** How long such a consumer outlives whoever asked for it, and may be silent. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final Duration ACK_WAIT = Duration.ofHours(22);

  private SourcingConsumers() {}

  /** Where in the origin to begin. */
  public record Start(DeliverPolicy policy, long sequence, @Nullable Instant time) {
    public static final Start ALL = new Start(DeliverPolicy.ALL, 0, null);

    public static Start at(long sequence) {
      return new Start(DeliverPolicy.BY_START_SEQUENCE, sequence, null);
    }

    public static Start from(Instant time) {
      return new Start(DeliverPolicy.BY_START_TIME, 0, time);
    }
  }

  /**
   * What is asked for.
   *
   * @param filters the subjects to copy; all if there are none
   * @param metadata who asks
   */
  public static ConsumerConfig request(
      String name,
      String deliverSubject,
      Start start,
      List<String> filters,
      Map<String, String> metadata) {
    ConsumerDraft draft = new ConsumerDraft();
    draft.name = name;
    draft.deliverPolicy = start.policy();
    draft.optStartSequence = start.sequence();
    draft.optStartTime = start.time() == null ? null : WrittenTime.utc(start.time());
    draft.ackWait = ACK_WAIT;
    draft.maxDeliver = 1;
    draft.filterSubject = filters.size() == 1 ? filters.get(0) : "";
    draft.filterSubjects = filters.size() == 1 ? List.of() : filters;
    draft.flowControl = true;
    draft.deliverSubject = deliverSubject;
    draft.idleHeartbeat = HEARTBEAT;
    draft.inactiveThreshold = PATIENCE;
    draft.direct = true;
    draft.sourcing = true;
    draft.metadata = metadata;
    return draft.toConfig();
  }
}
