package dev.jetharness.inmemory.jetstream.account;

import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.NameHash;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.jetstream.sourcing.Sourcing;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.jetstream.stream.Stream;
import dev.jetharness.inmemory.json.GoTime;
import dev.jetharness.inmemory.time.BrokerClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stream and its consumers. */
public final class StreamAsset {
  private static final int NAME_LENGTH = 8;

  private final Stream stream;
  private final Sourcing sourcing;
  private final Map<String, Consumer> consumers = new HashMap<>();

  StreamAsset(EngineContext context, StreamConfig config, DirectGroups groups, Nuid nuid) {
    this.stream = new Stream(context, config);
    this.sourcing =
        new Sourcing(context, stream, groups.of(this), () -> nuid.name(NAME_LENGTH));
  }

  public Stream stream() {
    return stream;
  }

  /** What the stream copies from others. */
  public Sourcing sourcing() {
    return sourcing;
  }

  public String name() {
    return stream.name();
  }

  /** What tells it from a stream that had its name before. */
  public String identity() {
    return NameHash.of(GoTime.format(BrokerClock.toInstant(stream.created())));
  }

  public @Nullable Consumer consumer(String name) {
    return consumers.get(name);
  }

  /** The consumer of this name. */
  public Consumer requireConsumer(String name) throws ApiException {
    Consumer found = consumers.get(name);
    if (found == null) {
      throw new ApiException(ConsumerErrors.notFound());
    }
    return found;
  }

  /** The names of its consumers, sorted, without those by which other streams copy. */
  public List<String> publicConsumerNames() {
    return consumers.values().stream()
        .filter(each -> !each.config().direct())
        .map(Consumer::name)
        .sorted()
        .toList();
  }

  /** The names of all its consumers, in no order. */
  List<String> consumerNames() {
    return List.copyOf(consumers.keySet());
  }

  /** The configurations of its consumers. */
  public List<ConsumerConfig> consumerConfigs() {
    return consumers.values().stream().map(Consumer::config).toList();
  }

  /** How many consumers it has, without those by which other streams copy. */
  public long limitedConsumerCount() {
    return consumers.values().stream().filter(each -> !each.config().isForStreams()).count();
  }

  /**
   * The configurations of its consumers, without that of one, and without those by which other
   * streams copy: they count for no limit, and share the messages of a work queue with anybody.
   */
  public List<ConsumerConfig> limitedConsumerConfigsBut(String name) {
    return consumers.values().stream()
        .filter(each -> !each.name().equals(name) && !each.config().isForStreams())
        .map(Consumer::config)
        .toList();
  }

  void put(String name, Consumer consumer) {
    consumers.put(name, consumer);
  }

  boolean remove(String name, Consumer consumer) {
    return consumers.remove(name, consumer);
  }
}
