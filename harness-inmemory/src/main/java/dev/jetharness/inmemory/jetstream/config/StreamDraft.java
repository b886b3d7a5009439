package dev.jetharness.inmemory.jetstream.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stream configuration on its way from what was requested to what is in effect. */
final class StreamDraft {
  String name = "";
  String description = "";
  List<String> subjects = List.of();
  RetentionPolicy retention = RetentionPolicy.LIMITS;
  int maxConsumers;
  long maxMessages;
  long maxBytes;
  Duration maxAge = Duration.ZERO;
  long maxMessagesPerSubject;
  int maxMessageSize;
  DiscardPolicy discard = DiscardPolicy.OLD;
  StorageType storage = StorageType.FILE;
  int replicas;
  boolean noAck;
  Duration duplicateWindow = Duration.ZERO;
  @Nullable Placement placement;
  @Nullable StreamSource mirror;
  List<StreamSource> sources = List.of();
  Compression compression = Compression.NONE;
  long firstSequence;
  @Nullable SubjectTransformConfig subjectTransform;
  @Nullable Republish republish;
  boolean allowDirect;
  boolean mirrorDirect;
  boolean discardNewPerSubject;
  boolean sealed;
  boolean denyDelete;
  boolean denyPurge;
  boolean allowRollup;
  ConsumerLimits consumerLimits = new ConsumerLimits(Duration.ZERO, 0);
  boolean allowMessageTtl;
  Duration deleteMarkerTtl = Duration.ZERO;
  boolean allowCounter;
  boolean allowAtomic;
  boolean allowSchedules;
  PersistMode persistMode = PersistMode.DEFAULT;
  boolean allowBatched;
  Map<String, String> metadata = Map.of();
  final Set<String> emptyLists = new HashSet<>();

  static StreamDraft of(StreamConfig config) {
    StreamDraft draft = new StreamDraft();
    draft.name = config.name();
    draft.description = config.description();
    draft.subjects = config.subjects();
    draft.retention = config.retention();
    draft.maxConsumers = config.maxConsumers();
    draft.maxMessages = config.maxMessages();
    draft.maxBytes = config.maxBytes();
    draft.maxAge = config.maxAge();
    draft.maxMessagesPerSubject = config.maxMessagesPerSubject();
    draft.maxMessageSize = config.maxMessageSize();
    draft.discard = config.discard();
    draft.storage = config.storage();
    draft.replicas = config.replicas();
    draft.noAck = config.noAck();
    draft.duplicateWindow = config.duplicateWindow();
    draft.placement = config.placement();
    draft.mirror = config.mirror();
    draft.sources = config.sources();
    draft.compression = config.compression();
    draft.firstSequence = config.firstSequence();
    draft.subjectTransform = config.subjectTransform();
    draft.republish = config.republish();
    draft.allowDirect = config.allowDirect();
    draft.mirrorDirect = config.mirrorDirect();
    draft.discardNewPerSubject = config.discardNewPerSubject();
    draft.sealed = config.sealed();
    draft.denyDelete = config.denyDelete();
    draft.denyPurge = config.denyPurge();
    draft.allowRollup = config.allowRollup();
    draft.consumerLimits = config.consumerLimits();
    draft.allowMessageTtl = config.allowMessageTtl();
    draft.deleteMarkerTtl = config.deleteMarkerTtl();
    draft.allowCounter = config.allowCounter();
    draft.allowAtomic = config.allowAtomic();
    draft.allowSchedules = config.allowSchedules();
    draft.persistMode = config.persistMode();
    draft.allowBatched = config.allowBatched();
    draft.metadata = config.metadata();
    draft.emptyLists.addAll(config.emptyLists());
    return draft;
  }

  /** Whether it copies from other streams, and so has no subjects unless it names some. */
  boolean copies() {
    return mirror != null || !sources.isEmpty();
  }

  /** The lowest API level that has all that it uses. */
  int requiredApiLevel() {
    if (allowBatched) {
      return 4;
    }
    boolean level2 =
        allowCounter || allowAtomic || allowSchedules || persistMode == PersistMode.ASYNC;
    return level2 ? 2 : allowMessageTtl || !deleteMarkerTtl.isZero() ? 1 : 0;
  }

  StreamConfig toConfig() {
    return new StreamConfig(
        name,
        description,
        List.copyOf(subjects),
        retention,
        maxConsumers,
        maxMessages,
        maxBytes,
        maxAge,
        maxMessagesPerSubject,
        maxMessageSize,
        discard,
        storage,
        replicas,
        noAck,
        duplicateWindow,
        placement,
        mirror,
        List.copyOf(sources),
        compression,
        firstSequence,
        subjectTransform,
        republish,
        allowDirect,
        mirrorDirect,
        discardNewPerSubject,
        sealed,
        denyDelete,
        denyPurge,
        allowRollup,
        consumerLimits,
        allowMessageTtl,
        deleteMarkerTtl,
        allowCounter,
        allowAtomic,
        allowSchedules,
        persistMode,
        allowBatched,
        metadata,
        Set.copyOf(emptyLists));
  }
}
