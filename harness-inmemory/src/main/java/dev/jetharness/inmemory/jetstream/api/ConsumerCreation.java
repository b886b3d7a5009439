package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.Nuid;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.config.ConsumerAction;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfigs;
import dev.jetharness.inmemory.jetstream.config.ConsumerRequest;
import dev.jetharness.inmemory.jetstream.config.ConsumerUpdateRules;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.json.JsonWriter;

/** Creates or updates a consumer, once its names are sorted out. */
final class ConsumerCreation {
  private static final int NAME_LENGTH = 8;

  private final Assets assets;
  private final Topology topology;
  private final Nuid nuid;
  private final ConsumerReport report;

  ConsumerCreation(Assets assets, Topology topology, Nuid nuid, ConsumerReport report) {
    this.assets = assets;
    this.topology = topology;
    this.nuid = nuid;
    this.report = report;
  }

  /** Does what is asked, and writes the consumer as it is before it delivers anything. */
  void perform(ApiRequest request, ConsumerRequest asked, JsonWriter response) throws ApiException {
    ConsumerConfigs.checkReplicas(asked, topology.limits());
    StreamAsset asset = assets.requireStream(asked.stream());
    ConsumerRequest adapted = forSourcing(asked, asset.stream().config());
    identify(request, adapted.config(), asset);
    Consumer existing = asset.consumer(nameOf(adapted.config()));
    if (existing != null) {
      ConsumerRequest update = adapted.onto(existing.config());
      update(asset, existing, complete(update, asset), asked.action());
      report.describeFirst(response, asset, existing);
      request.afterwards(existing::announcePause);
    } else {
      Consumer created = create(asset, complete(adapted, asset), asked.action());
      report.describeFirst(response, asset, created);
      request.afterwards(
          () -> {
            created.start();
            created.announcePause();
          });
    }
  }

  /**
   * What mirrors and sources read a stream through keeps its messages until they arrived, where the
   * stream would otherwise let them go; elsewhere it is direct, and gets a name of its own each
   * time.
   */
  private ConsumerRequest forSourcing(ConsumerRequest asked, StreamConfig stream) {
    if (!asked.isForNamedSource()) {
      return asked;
    }
    return stream.retention() == RetentionPolicy.LIMITS
        ? asked.named(asked.config().name() + '-' + nuid.name(NAME_LENGTH))
        : asked.acknowledgedByFlowControl();
  }

  private static void identify(ApiRequest request, ConsumerConfig config, StreamAsset asset)
      throws ApiException {
    if (config.isForSourcing()) {
      StreamIdentity identity = StreamIdentity.of(asset.stream());
      identity.check(request.headers());
      request.respondWith(identity.headers());
    }
  }

  private ConsumerConfig complete(ConsumerRequest asked, StreamAsset asset) throws ApiException {
    return ConsumerConfigs.complete(asked, asset.stream().config(), topology.limits());
  }

  private static String nameOf(ConsumerConfig config) {
    return config.isDurable() ? config.durableName() : config.name();
  }

  private Consumer create(StreamAsset asset, ConsumerConfig config, ConsumerAction action)
      throws ApiException {
    if (action == ConsumerAction.UPDATE) {
      throw new ApiException(ConsumerErrors.doesNotExist());
    }
    ConsumerAdmission.checkNew(asset, config, topology.limits().account());
    String name = nameOf(config);
    String given = name.isEmpty() ? freeName(asset) : name;
    return assets.addConsumer(asset, ConsumerConfigs.kept(config), given);
  }

  private void update(
      StreamAsset asset, Consumer existing, ConsumerConfig config, ConsumerAction action)
      throws ApiException {
    if (action == ConsumerAction.CREATE && !ConsumerConfigs.areSame(existing.config(), config)) {
      throw new ApiException(ConsumerErrors.alreadyExists());
    }
    ConsumerAdmission.checkUpdate(asset, existing.name(), config);
    ConsumerUpdateRules.check(existing.config(), config, existing.isListenedTo());
    existing.update(ConsumerConfigs.updated(config, existing.config()));
  }

  private String freeName(StreamAsset asset) {
    String name = nuid.name(NAME_LENGTH);
    while (asset.consumer(name) != null) {
      name = nuid.name(NAME_LENGTH);
    }
    return name;
  }
}
