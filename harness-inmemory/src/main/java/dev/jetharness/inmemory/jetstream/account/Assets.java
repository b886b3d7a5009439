package dev.jetharness.inmemory.jetstream.account;

import dev.jetharness.inmemory.jetstream.config.AssetLimits;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.jetstream.stream.Stream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The streams and consumers of an account: they come and go here. */
public final class Assets {
  private final EngineContext context;
  private final Advisories advisories;
  private final Nuid nuid = new Nuid();
  private final DirectGroups directGroups = new DirectGroups();
  private final StreamDirectory streams = new StreamDirectory();
  private final Resources resources;

  /** All consumers by {@code stream.consumer}: names hold no dot, so the key is unambiguous. */
  private final Map<String, Consumer> consumers = new HashMap<>();

  /**
   * Begins without streams.
   *
   * @param context what the streams work with; their quota is added to it
   * @param limits what they are measured against
   */
  public Assets(EngineContext context, Advisories advisories, AssetLimits limits) {
    this.advisories = advisories;
    this.resources = new Resources(streams, limits);
    this.context = context.within(context.domain(), resources.quota());
  }

  /** What the streams take up, and may take up. */
  public Resources resources() {
    return resources;
  }

  public @Nullable StreamAsset stream(String name) {
    return streams.get(name);
  }

  /** The stream of this name. */
  public StreamAsset requireStream(String name) throws ApiException {
    StreamAsset found = streams.get(name);
    if (found == null) {
      throw new ApiException(ApiErrors.streamNotFound());
    }
    return found;
  }

  /** The consumer with this {@code stream.consumer} key: the one look-up of the hot paths. */
  public @Nullable Consumer consumerByKey(String key) {
    return consumers.get(key);
  }

  /** A stream that answers direct gets for this one; null if none does. */
  public @Nullable StreamAsset directGetter(String name) {
    StreamAsset asset = streams.get(name);
    boolean answers =
        asset != null && asset.stream().config().allowDirect() && asset.stream().isActive();
    return directGroups.any(name, answers ? asset : null);
  }

  /** All streams, sorted by name. */
  public List<StreamAsset> streams() {
    return streams.sorted();
  }

  /** The streams with a subject that collides with one, sorted by name. */
  public List<StreamAsset> streamsOn(String subject) {
    return List.copyOf(streams.on(subject));
  }

  /** The configuration of the stream of this name, or null. */
  public @Nullable StreamConfig streamConfig(String name) {
    StreamAsset found = streams.get(name);
    return found == null ? null : found.stream().config();
  }

  /**
   * Refuses subjects that another stream has.
   *
   * @param config the configuration of a stream that is to be created or updated
   * @throws ApiException 10065
   */
  public void checkOverlap(StreamConfig config) throws ApiException {
    for (String subject : config.subjects()) {
      if (streams.isTaken(subject, config.name())) {
        throw new ApiException(ApiErrors.streamSubjectOverlap());
      }
    }
  }

  public int streamCount() {
    return streams.size();
  }

  public int consumerCount() {
    return consumers.size();
  }

  /** Creates a stream under a free name. */
  public StreamAsset addStream(StreamConfig config) {
    StreamAsset asset = add(new Stream(context, config));
    asset.sourcing().start();
    return asset;
  }

  /** Creates a stream under a free name that takes no messages until its restoration is done. */
  public StreamAsset addStreamToRestore(StreamConfig config) {
    return add(Stream.toRestore(context, config));
  }

  private StreamAsset add(Stream stream) {
    StreamAsset asset = new StreamAsset(context, stream, directGroups, nuid);
    streams.add(asset);
    resources.usage().add(asset);
    advisories.streamCreated(asset.name());
    return asset;
  }

  /** Gives a stream another configuration. */
  public void updateStream(StreamAsset asset, StreamConfig updated) {
    StreamConfig before = asset.stream().config();
    asset.stream().update(updated);
    streams.update(asset, before.subjects());
    resources.usage().update(asset, before, updated);
    asset.sourcing().update(before, updated);
    advisories.streamUpdated(asset.name());
  }

  /** Deletes a stream and its consumers. */
  public void deleteStream(StreamAsset asset) {
    forget(asset);
    advisories.streamDeleted(asset.name());
    asset.sourcing().deleteConsumers();
  }

  /** Creates a consumer under a free name; it delivers once it is started. */
  public Consumer addConsumer(StreamAsset asset, ConsumerConfig config, String name) {
    Consumer created = addConsumerQuietly(asset, config, name);
    created.announce();
    return created;
  }

  /** Creates a consumer under a free name, and tells nobody, as for one from a snapshot. */
  public Consumer addConsumerQuietly(StreamAsset asset, ConsumerConfig config, String name) {
    String key = key(asset, name);
    Consumer[] created = new Consumer[1];
    created[0] =
        new Consumer(
            context, asset.stream(), name, config, () -> consumerGone(asset, name, created[0]));
    asset.put(name, created[0]);
    consumers.put(key, created[0]);
    return created[0];
  }

  /** Deletes a consumer. */
  public void deleteConsumer(StreamAsset asset, String name, Consumer consumer) {
    consumer.delete();
    consumerGone(asset, name, consumer);
  }

  /** Forgets everything without a word, but for the answers to requests that wait. */
  public void clear() {
    List.copyOf(streams.sorted()).forEach(this::forget);
    resources.usage().clear();
  }

  private void forget(StreamAsset asset) {
    streams.remove(asset);
    resources.usage().remove(asset);
    asset.consumerNames().forEach(name -> consumers.remove(key(asset, name)));
    asset.sourcing().stop();
    asset.stream().delete();
  }

  private void consumerGone(StreamAsset asset, String name, Consumer consumer) {
    if (asset.remove(name, consumer)) {
      consumers.remove(key(asset, name), consumer);
    }
  }

  private static String key(StreamAsset asset, String consumer) {
    return asset.name() + '.' + consumer;
  }
}
