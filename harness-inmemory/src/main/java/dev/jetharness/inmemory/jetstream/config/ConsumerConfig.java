package dev.jetharness.inmemory.jetstream.config;

import dev.jetharness.inmemory.json.WrittenTime;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The effective configuration of a consumer: defaults filled in, validated. Limits that are off are
 * -1 or 0 as the server reports them, durations that are off are zero, names and subjects that are
 * not set are empty.
 *
 * @param emptyLists names of lists that were given as empty: not the same as not given, where
 *     nats-server compares
 */
public record ConsumerConfig(
    String durableName,
    String name,
    String description,
    DeliverPolicy deliverPolicy,
    long optStartSequence,
    @Nullable WrittenTime optStartTime,
    AckPolicy ackPolicy,
    Duration ackWait,
    int maxDeliver,
    List<Duration> backoff,
    String filterSubject,
    List<String> filterSubjects,
    ReplayPolicy replayPolicy,
    long rateLimit,
    String sampleFrequency,
    int maxWaiting,
    int maxAckPending,
    boolean flowControl,
    boolean headersOnly,
    int maxBatch,
    Duration maxExpires,
    int maxBytes,
    String deliverSubject,
    String deliverGroup,
    Duration idleHeartbeat,
    Duration inactiveThreshold,
    int replicas,
    boolean memoryStorage,
    boolean direct,
    boolean sourcing,
    Map<String, String> metadata,
    @Nullable WrittenTime pauseUntil,
    List<String> priorityGroups,
    PriorityPolicy priorityPolicy,
    Duration priorityTimeout,
    Set<String> emptyLists) {

  /** Whether messages are pushed to a deliver subject rather than pulled. */
  public boolean isPush() {
    return !deliverSubject.isEmpty();
  }

  /** Whether it stays until deleted, rather than for as long as it is used. */
  public boolean isDurable() {
    return !durableName.isEmpty();
  }

  /**
   * Whether a mirror or source reads through it: it then neither counts for the stream's limit of
   * consumers nor against others of a work queue.
   */
  public boolean isForSourcing() {
    return direct || sourcing;
  }

  /** What it lets pass. */
  public SubjectFilter filter() {
    return SubjectFilter.of(filterSubject.isEmpty() ? filterSubjects : List.of(filterSubject));
  }
}
