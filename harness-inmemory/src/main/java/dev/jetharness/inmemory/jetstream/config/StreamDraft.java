package dev.jetharness.inmemory.jetstream.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  Compression compression = Compression.NONE;
  boolean allowDirect;
  boolean discardNewPerSubject;
  boolean sealed;
  boolean denyDelete;
  boolean denyPurge;
  boolean allowRollup;
  ConsumerLimits consumerLimits = new ConsumerLimits(Duration.ZERO, 0);
  Map<String, String> metadata = Map.of();

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
    draft.compression = config.compression();
    draft.allowDirect = config.allowDirect();
    draft.discardNewPerSubject = config.discardNewPerSubject();
    draft.sealed = config.sealed();
    draft.denyDelete = config.denyDelete();
    draft.denyPurge = config.denyPurge();
    draft.allowRollup = config.allowRollup();
    draft.consumerLimits = config.consumerLimits();
    draft.metadata = config.metadata();
    return draft;
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
        compression,
        allowDirect,
        discardNewPerSubject,
        sealed,
        denyDelete,
        denyPurge,
        allowRollup,
        consumerLimits,
        metadata);
  }
}
