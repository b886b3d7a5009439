package dev.jetharness.inmemory.jetstream.config;

import dev.jetharness.inmemory.json.WrittenTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A consumer configuration on its way from what was requested to what is in effect. */
final class ConsumerDraft {
  String durableName = "";
  String name = "";
  String description = "";
  DeliverPolicy deliverPolicy = DeliverPolicy.ALL;
  long optStartSequence;
  @Nullable WrittenTime optStartTime;
  AckPolicy ackPolicy = AckPolicy.NONE;
  Duration ackWait = Duration.ZERO;
  int maxDeliver;
  List<Duration> backoff = List.of();
  String filterSubject = "";
  List<String> filterSubjects = List.of();
  ReplayPolicy replayPolicy = ReplayPolicy.INSTANT;
  long rateLimit;
  String sampleFrequency = "";
  int maxWaiting;
  int maxAckPending;
  boolean flowControl;
  boolean headersOnly;
  int maxBatch;
  Duration maxExpires = Duration.ZERO;
  int maxBytes;
  String deliverSubject = "";
  String deliverGroup = "";
  Duration idleHeartbeat = Duration.ZERO;
  Duration inactiveThreshold = Duration.ZERO;
  int replicas;
  boolean memoryStorage;
  boolean direct;
  boolean sourcing;
  Map<String, String> metadata = Map.of();
  @Nullable WrittenTime pauseUntil;
  List<String> priorityGroups = List.of();
  PriorityPolicy priorityPolicy = PriorityPolicy.NONE;
  Duration priorityTimeout = Duration.ZERO;
  Set<String> emptyLists = Set.of();

  static ConsumerDraft of(ConsumerConfig config) {
    ConsumerDraft draft = new ConsumerDraft();
    draft.durableName = config.durableName();
    draft.name = config.name();
    draft.description = config.description();
    draft.deliverPolicy = config.deliverPolicy();
    draft.optStartSequence = config.optStartSequence();
    draft.optStartTime = config.optStartTime();
    draft.ackPolicy = config.ackPolicy();
    draft.ackWait = config.ackWait();
    draft.maxDeliver = config.maxDeliver();
    draft.backoff = config.backoff();
    draft.filterSubject = config.filterSubject();
    draft.filterSubjects = config.filterSubjects();
    draft.replayPolicy = config.replayPolicy();
    draft.rateLimit = config.rateLimit();
    draft.sampleFrequency = config.sampleFrequency();
    draft.maxWaiting = config.maxWaiting();
    draft.maxAckPending = config.maxAckPending();
    draft.flowControl = config.flowControl();
    draft.headersOnly = config.headersOnly();
    draft.maxBatch = config.maxBatch();
    draft.maxExpires = config.maxExpires();
    draft.maxBytes = config.maxBytes();
    draft.deliverSubject = config.deliverSubject();
    draft.deliverGroup = config.deliverGroup();
    draft.idleHeartbeat = config.idleHeartbeat();
    draft.inactiveThreshold = config.inactiveThreshold();
    draft.replicas = config.replicas();
    draft.memoryStorage = config.memoryStorage();
    draft.direct = config.direct();
    draft.sourcing = config.sourcing();
    draft.metadata = config.metadata();
    draft.pauseUntil = config.pauseUntil();
    draft.priorityGroups = config.priorityGroups();
    draft.priorityPolicy = config.priorityPolicy();
    draft.priorityTimeout = config.priorityTimeout();
    draft.emptyLists = config.emptyLists();
    return draft;
  }

  boolean isPush() {
    return !deliverSubject.isEmpty();
  }

  /** The lowest API level that has all that it uses. */
  int requiredApiLevel() {
    if (ackPolicy == AckPolicy.FLOW_CONTROL) {
      return 4;
    }
    boolean level1 =
        (pauseUntil != null && !pauseUntil.isZero())
            || priorityPolicy != PriorityPolicy.NONE
            || !priorityTimeout.isZero()
            || !priorityGroups.isEmpty();
    return level1 ? 1 : 0;
  }

  ConsumerConfig toConfig() {
    return new ConsumerConfig(
        durableName,
        name,
        description,
        deliverPolicy,
        optStartSequence,
        optStartTime,
        ackPolicy,
        ackWait,
        maxDeliver,
        List.copyOf(backoff),
        filterSubject,
        List.copyOf(filterSubjects),
        replayPolicy,
        rateLimit,
        sampleFrequency,
        maxWaiting,
        maxAckPending,
        flowControl,
        headersOnly,
        maxBatch,
        maxExpires,
        maxBytes,
        deliverSubject,
        deliverGroup,
        idleHeartbeat,
        inactiveThreshold,
        replicas,
        memoryStorage,
        direct,
        sourcing,
        metadata,
        pauseUntil,
        List.copyOf(priorityGroups),
        priorityPolicy,
        priorityTimeout,
        emptyLists);
  }
}
