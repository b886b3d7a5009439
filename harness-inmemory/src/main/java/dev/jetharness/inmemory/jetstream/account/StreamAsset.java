package dev.jetharness.inmemory.jetstream.account;

import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.jetstream.sourcing.Sourcing;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.jetstream.stream.Stream;
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

  StreamAsset(EngineContext context, Stream stream, DirectGroups groups, Nuid nuid) {
    this.stream = stream;
    this.sourcing = new Sourcing(context, stream, groups.of(this), () -> nuid.name(NAME_LENGTH));
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

  /** The names of its consumers, sorted. */
  public List<String> consumerNames() {
    return consumers.keySet().stream().sorted().toList();
  }

  /** The names of the consumers that clients are to see, sorted: all but the direct ones. */
  public List<String> publicConsumerNames() {
    return consumers.values().stream()
        .filter(each -> !each.config().direct())
        .map(Consumer::name)
        .sorted()
        .toList();
  }

  /** Its consumers, in no order. */
  public List<Consumer> consumers() {
    return List.copyOf(consumers.values());
  }

  /** The configurations of its consumers. */
  public List<ConsumerConfig> consumerConfigs() {
    return consumers.values().stream().map(Consumer::config).toList();
  }

  /** The configurations of its consumers, without that of one. */
  public List<ConsumerConfig> consumerConfigsBut(String name) {
    return consumers.values().stream()
        .filter(each -> !each.name().equals(name))
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
