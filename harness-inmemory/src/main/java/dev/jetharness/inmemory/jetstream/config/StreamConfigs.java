package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.invalidIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.pedanticIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.refuseIf;

import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.GoDuration;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Turns what a request says about a stream into the configuration that takes effect, or refuses it;
 * the checks come in the server's order, so that of several errors the same one is told.
 */
public final class StreamConfigs {
  private static final int MAX_REPLICAS = 5;
  private static final Duration DEFAULT_DUPLICATE_WINDOW = Duration.ofMinutes(2);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** Leaves room to count on, where the server would wrap around to zero. */
  private static final long HIGHEST_FIRST_SEQUENCE = 1L << 62;

  private static final Placement NO_PLACEMENT = new Placement("", List.of(), "", Set.of());

  private StreamConfigs() {}

  /**
   * The configuration of a stream that is to be created. Whether it fits in with others, and
   * whether a cluster has so many nodes, is asked once it is known that its name is free.
   */
  public static StreamConfig create(StreamRequest request, AssetLimits limits, StreamLookup streams)
      throws ApiException {
    StreamConfig config = complete(request, limits, streams);
    if (limits.nodes() == 1) {
      checkReplicas(config, limits);
    }
    invalidIf(
        Long.compareUnsigned(config.firstSequence(), HIGHEST_FIRST_SEQUENCE) > 0,
        "first_seq above %d is not supported by this in-memory broker"
            .formatted(HIGHEST_FIRST_SEQUENCE));
    return config;
  }

  /** Refuses what no stream can be created with, before anything else is looked at. */
  public static void checkNew(StreamRequest request) throws ApiException {
    StreamConfig asked = request.config();
    invalidIf(asked.sealed(), "stream configuration for create can not be sealed");
    invalidIf(
        asked.mirrorDirect() && asked.mirror() == null,
        "stream has no mirror but does have mirror direct");
  }

  /** The configuration of a stream that is to be restored, with the metadata that it comes with. */
  public static StreamConfig restored(StreamConfig stored, AssetLimits limits, StreamLookup streams)
      throws ApiException {
    StreamDraft draft =
        StreamDraft.of(complete(new StreamRequest(stored, true, false), limits, streams));
    draft.metadata = stored.metadata();
    return draft.toConfig();
  }

  /**
   * Fills in defaults and checks what can be checked without knowing whether this is to be a new
   * stream. For an update, {@link StreamUpdateRules#apply} goes on from here.
   *
   * @param streams the streams of the account, for what a mirror or a source must fit
   */
  public static StreamConfig complete(
      StreamRequest request, AssetLimits limits, StreamLookup streams) throws ApiException {
    StreamDraft draft = StreamDraft.of(request.config());
    boolean pedantic = request.pedantic();
    checkTexts(draft);
    completeReplicas(draft);
    completeLimits(draft, pedantic);
    completeDuplicateWindow(draft, limits, pedantic);
    invalidIf(draft.denyPurge && draft.allowRollup, "roll-ups require the purge permission");
    PublishFeatures.checkCounter(draft);
    checkDiscardNewPerSubject(draft);
    PublishFeatures.completeDeleteMarkers(draft, pedantic);
    PublishFeatures.completeSchedules(draft, pedantic);
    PublishFeatures.checkPersistMode(draft);
    MirrorChecks.complete(draft, streams, pedantic);
    SourceChecks.check(draft, streams);
    SourcingTopology.checkPrefixes(draft, streams);
    SourcingTopology.checkCycles(draft.toConfig(), streams);
    StreamSubjects.complete(draft);
    checkMaxBytes(draft, limits.account());
    SubjectMappings.checkTransform(draft);
    SubjectMappings.completeRepublish(draft, pedantic);
    completePlacement(draft);
    draft.metadata = MetadataView.toStored(draft.metadata, draft.requiredApiLevel());
    return draft.toConfig();
  }

  /** Whether two configurations are the same, but for metadata that the server keeps. */
  public static boolean areSame(StreamConfig one, StreamConfig other) {
    return neutral(one).equals(neutral(other));
  }

  private static StreamConfig neutral(StreamConfig config) {
    StreamDraft draft = StreamDraft.of(config);
    draft.metadata = MetadataView.ofClient(config.metadata());
    return draft.toConfig();
  }

  /** Refuses more replicas than there are nodes. */
  /**
   * Checks what the server leaves until a stream is about to be created.
   *
   * @throws ApiException 10049 for what it copies
   */
  public static void checkSources(StreamConfig config) throws ApiException {
    SourceChecks.checkFilters(config);
  }

  public static void checkReplicas(StreamConfig config, AssetLimits limits) throws ApiException {
    refuseIf(
        config.replicas() > limits.nodes(),
        limits.nodes() > 1 ? ApiErrors::noSuitablePeers : ApiErrors::streamReplicasNotSupported);
  }

  private static void checkTexts(StreamDraft draft) throws ApiException {
    invalidIf(
        !Names.isValid(draft.name),
        "stream name is required and can not contain '.', '*', '>', '\\', '/'");
    invalidIf(
        Names.isTooLong(draft.name, Names.MAX_NAME),
        "stream name is too long, maximum allowed is " + Names.MAX_NAME);
    invalidIf(
        Names.isTooLong(draft.description, Names.MAX_DESCRIPTION),
        "stream description is too long, maximum allowed is " + Names.MAX_DESCRIPTION);
    invalidIf(
        Names.isTooLong(draft.metadata),
        "stream metadata exceeds maximum size of " + Names.MAX_METADATA + " bytes");
  }

  private static void completeReplicas(StreamDraft draft) throws ApiException {
    if (draft.replicas == 0) {
      draft.replicas = 1;
    }
    invalidIf(draft.replicas > MAX_REPLICAS, "maximum replicas is " + MAX_REPLICAS);
    refuseIf(draft.replicas < 0, ApiErrors::replicasNegative);
  }

  private static void completeLimits(StreamDraft draft, boolean pedantic) throws ApiException {
    draft.maxMessages = limit(draft.maxMessages, "max_msgs", pedantic);
    draft.maxMessagesPerSubject =
        limit(draft.maxMessagesPerSubject, "max_msgs_per_subject", pedantic);
    draft.maxBytes = limit(draft.maxBytes, "max_bytes", pedantic);
    draft.maxMessageSize = (int) limit(draft.maxMessageSize, "max_msg_size", pedantic);
    draft.maxConsumers = (int) limit(draft.maxConsumers, "max_consumers", pedantic);
    invalidIf(draft.maxAge.isNegative(), "max age can not be negative");
    invalidIf(isTooShort(draft.maxAge), "max age needs to be >= 100ms");
  }

  private static long limit(long value, String field, boolean pedantic) throws ApiException {
    pedanticIf(pedantic && value < -1, field + " must be set to -1");
    return value > 0 ? value : -1;
  }

  private static void completeDuplicateWindow(
      StreamDraft draft, AssetLimits limits, boolean pedantic) throws ApiException {
    Duration max = limits.server().duplicateWindow();
    boolean limited = !max.isZero();
    boolean expires = !draft.maxAge.isZero();
    if (draft.duplicateWindow.isZero() && !draft.copies()) {
      Duration window = DEFAULT_DUPLICATE_WINDOW;
      if (limited && window.compareTo(max) > 0) {
        pedanticIf(pedantic, "duplicate window limits are higher than current limits");
        window = max;
      }
      if (expires && draft.maxAge.compareTo(window) < 0) {
        pedanticIf(pedantic, "duplicate window cannot be bigger than max age");
        window = draft.maxAge;
      }
      draft.duplicateWindow = window;
    }
    invalidIf(draft.duplicateWindow.isNegative(), "duplicates window can not be negative");
    invalidIf(
        expires && draft.duplicateWindow.compareTo(draft.maxAge) > 0,
        "duplicates window can not be larger then max age");
    invalidIf(
        limited && draft.duplicateWindow.compareTo(max) > 0,
        "duplicates window can not be larger then server limit of "
            + GoDuration.format(max.toNanos()));
    invalidIf(isTooShort(draft.duplicateWindow), "duplicates window needs to be >= 100ms");
  }

  private static boolean isTooShort(Duration duration) {
    return !duration.isZero() && duration.compareTo(SHORTEST) < 0;
  }

  private static void checkDiscardNewPerSubject(StreamDraft draft) throws ApiException {
    if (draft.discardNewPerSubject) {
      invalidIf(
          draft.discard != DiscardPolicy.NEW,
          "discard new per subject requires discard new policy to be set");
      invalidIf(
          draft.maxMessagesPerSubject <= 0,
          "discard new per subject requires max msgs per subject > 0");
    }
  }

  private static void checkMaxBytes(StreamDraft draft, AccountLimits limits) throws ApiException {
    long max = limits.maxStreamBytes(draft.storage);
    refuseIf(limits.maxBytesRequired() && draft.maxBytes <= 0, ApiErrors::streamMaxBytesRequired);
    refuseIf(max > 0 && draft.maxBytes > max, ApiErrors::streamMaxBytesExceeded);
  }

  private static void completePlacement(StreamDraft draft) throws ApiException {
    Placement placement = draft.placement;
    if (placement != null) {
      invalidIf(!placement.preferred().isEmpty(), "preferred server not permitted in placement");
      draft.placement = placement.equals(NO_PLACEMENT) ? null : placement;
    }
  }
}
