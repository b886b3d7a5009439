package dev.jetharness.inmemory.jetstream.backup;

import dev.jetharness.inmemory.jetstream.account.Resources;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.archive.ArchiveEntry;
import dev.jetharness.inmemory.jetstream.archive.ArchiveException;
import dev.jetharness.inmemory.jetstream.archive.ArchiveReader;
import dev.jetharness.inmemory.jetstream.config.ConsumerRequest;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.consumer.ConsumerProgress;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.stream.Restoration;
import dev.jetharness.inmemory.jetstream.stream.RestorationException;
import dev.jetharness.inmemory.json.GoText;
import dev.jetharness.inmemory.json.JsonException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a stream of the entries of a snapshot: first its state, then its consumers, then messages.
 * What was made stays when a later entry is wrong.
 */
final class RestoredStream implements ArchiveReader.Visitor {
  private final AssetRestorer restorer;
  private final StreamConfig config;
  private final Set<Consumer> consumers = new LinkedHashSet<>();
  private @Nullable StateEntry state;
  private @Nullable StreamAsset asset;
  private @Nullable Restoration restoration;
  private @Nullable ApiException refusal;
  private final AwaitedBytes awaited;
  private int consumersToCome;

  RestoredStream(AssetRestorer restorer, StreamConfig config) {
    this.restorer = restorer;
    this.config = config;
    this.awaited = new AwaitedBytes(restorer.resources(), config.storage());
  }

  /** The stream, if it came so far. */
  @Nullable StreamAsset asset() {
    return asset;
  }

  /** The error of the API, if that is what was wrong. */
  @Nullable ApiException refusal() {
    return refusal;
  }

  @Override
  public void begin(ArchiveEntry entry) throws ArchiveException {
    if (state == null) {
      refuseIf(!entry.name().equals(Snapshot.STATE), "expected state.json first");
    } else if (consumersToCome > 0) {
      refuseIf(
          !entry.name().startsWith(Snapshot.CONSUMERS),
          "expected consumer, found " + GoText.quote(entry.name()));
    } else if (entry.sequence() == 0) {
      refuseIf(!entry.isEnd() || !entry.name().isEmpty(), "expected message sequence");
    } else {
      checkSize(entry);
    }
  }

  @Override
  public boolean complete(ArchiveEntry entry, byte[] bytes) throws ArchiveException {
    if (state == null) {
      addStream(readState(bytes));
    } else if (consumersToCome > 0) {
      consumersToCome--;
      addConsumer(consumerName(entry), bytes);
    } else if (entry.sequence() == 0) {
      pad(state.lastSequence());
      return false;
    } else {
      addMessage(entry, bytes);
    }
    return true;
  }

  @Override
  public ArchiveException brokenOff(ArchiveEntry entry) {
    String invalid = ArchiveException.invalid().getMessage();
    if (state == null) {
      return new ArchiveException("error in state.json: " + invalid);
    }
    return new ArchiveException(
        entry.sequence() == 0
            ? decodingFailed(consumerName(entry)) + invalid
            : "failed to read " + name(entry) + ": " + invalid);
  }

  /** Lets the stream and its consumers work, complete or not. */
  void activate() {
    awaited.release();
    if (restoration != null && asset != null) {
      restoration.complete();
      asset.sourcing().start();
      consumers.forEach(Consumer::start);
      consumers.forEach(consumer -> consumer.infos().keepFirst());
    }
  }

  private static StateEntry readState(byte[] bytes) throws ArchiveException {
    StateEntry read;
    try {
      read = StateEntry.read(bytes);
    } catch (JsonException e) {
      throw new ArchiveException("error in state.json: " + e.getMessage());
    }
    String problem = read.problem();
    refuseIf(problem != null, "invalid stream state: " + problem);
    return read;
  }

  private void addStream(StateEntry read) throws ArchiveException {
    state = read;
    consumersToCome = read.consumers();
    StreamConfig admitted = admit(read.bytes());
    try {
      StreamAsset added = restorer.addStream(admitted);
      asset = added;
      restoration = added.stream().restoration();
      restoration.startAt(read.firstSequence());
    } catch (ApiException e) {
      throw new ArchiveException("error adding stream: " + text(e));
    }
  }

  private StreamConfig admit(long bytes) throws ArchiveException {
    try {
      StreamConfig admitted = restorer.admitStream(config);
      Resources resources = restorer.resources();
      if (bytes < 0) {
        throw Resources.exceeded(admitted.storage());
      }
      resources.checkRoom(admitted, Math.max(admitted.maxBytes(), bytes));
      awaited.await(bytes);
      resources.checkUsed(admitted.storage());
      return admitted;
    } catch (ApiException e) {
      throw refused(e);
    }
  }

  private void addConsumer(String name, byte[] bytes) throws ArchiveException {
    ConsumerEntry entry;
    try {
      entry = ConsumerEntry.read(bytes);
    } catch (JsonException e) {
      throw new ArchiveException(decodingFailed(name) + e.getMessage());
    }
    ConsumerRequest request = entry.request();
    ConsumerProgress progress = entry.progress();
    if (request == null || progress == null) {
      String missing = request == null ? "config" : "state";
      throw new ArchiveException("consumer " + GoText.quote(name) + " is missing " + missing);
    }
    Consumer added;
    try {
      added = restorer.addConsumer(Objects.requireNonNull(asset), request, name);
    } catch (ApiException e) {
      throw new ArchiveException("failed to add consumer " + GoText.quote(name) + ": " + text(e));
    }
    consumers.add(added);
    String problem = progress.problem();
    refuseIf(
        problem != null, "failed to set consumer " + GoText.quote(name) + " state: " + problem);
    added.resume(progress);
  }

  private void checkSize(ArchiveEntry message) throws ArchiveException {
    refuseIf(
        message.size() > restorer.maxPayload(), name(message) + " exceeds maximum payload size");
    refuseIf(
        config.maxMessageSize() >= 0 && message.size() > config.maxMessageSize(),
        name(message) + " exceeds maximum message size");
    try {
      awaited.comes(message);
    } catch (ApiException e) {
      throw refused(e);
    }
  }

  private void addMessage(ArchiveEntry entry, byte[] bytes) throws ArchiveException {
    int headers = (int) entry.headerSize();
    try {
      Objects.requireNonNull(restoration)
          .store(
              entry.sequence(),
              entry.name(),
              Arrays.copyOf(bytes, headers),
              Arrays.copyOfRange(bytes, headers, bytes.length),
              entry.timestamp());
    } catch (RestorationException e) {
      throw new ArchiveException(e.getMessage());
    }
    awaited.came(entry);
  }

  private void pad(long lastSequence) throws ArchiveException {
    try {
      Objects.requireNonNull(restoration).padTo(lastSequence);
    } catch (RestorationException e) {
      throw new ArchiveException(e.getMessage());
    }
  }

  /** An error of the API that is told as it is. */
  private ArchiveException refused(ApiException e) {
    refusal = e;
    return new ArchiveException(text(e));
  }

  private static void refuseIf(boolean wrong, String problem) throws ArchiveException {
    if (wrong) {
      throw new ArchiveException(problem);
    }
  }

  private static String consumerName(ArchiveEntry entry) {
    return entry.name().substring(Snapshot.CONSUMERS.length());
  }

  private static String decodingFailed(String consumer) {
    return "failed to decode consumer " + GoText.quote(consumer) + " state: ";
  }

  private static String name(ArchiveEntry message) {
    return "message sequence " + Long.toUnsignedString(message.sequence());
  }

  /** An error of the API as the text of an error in Go. */
  private static String text(ApiException refused) {
    ApiError error = refused.error();
    return error.description() + " (" + error.errorCode() + ")";
  }
}
