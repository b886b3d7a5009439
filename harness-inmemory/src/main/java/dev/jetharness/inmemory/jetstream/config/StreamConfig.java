package dev.jetharness.inmemory.jetstream.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The effective configuration of a stream: defaults filled in, validated. Limits that are off are
 * -1, durations that are off are zero. The fields are in the server's order.
 *
 * @param emptyLists names of lists that were given as empty: not the same as not given, where
 *     nats-server compares
 */
public record StreamConfig(
    String name,
    String description,
    List<String> subjects,
    RetentionPolicy retention,
    int maxConsumers,
    long maxMessages,
    long maxBytes,
    Duration maxAge,
    long maxMessagesPerSubject,
    int maxMessageSize,
    DiscardPolicy discard,
    StorageType storage,
    int replicas,
    boolean noAck,
    Duration duplicateWindow,
    @Nullable Placement placement,
    @Nullable StreamSource mirror,
    List<StreamSource> sources,
    Compression compression,
    long firstSequence,
    @Nullable SubjectTransformConfig subjectTransform,
    @Nullable Republish republish,
    boolean allowDirect,
    boolean mirrorDirect,
    boolean discardNewPerSubject,
    boolean sealed,
    boolean denyDelete,
    boolean denyPurge,
    boolean allowRollup,
    ConsumerLimits consumerLimits,
    boolean allowMessageTtl,
    Duration deleteMarkerTtl,
    boolean allowCounter,
    boolean allowAtomic,
    boolean allowSchedules,
    PersistMode persistMode,
    boolean allowBatched,
    Map<String, String> metadata,
    Set<String> emptyLists) {}
