package dev.jetharness.inmemory.jetstream.account;

import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.jetstream.stream.Stream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stream and its consumers. */
public final class StreamAsset {
  private final Stream stream;
  private final Map<String, Consumer> consumers = new HashMap<>();

  StreamAsset(Stream stream) {
    this.stream = stream;
  }

  public Stream stream() {
    return stream;
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
    List<String> names = new ArrayList<>(consumers.keySet());
    names.sort(null);
    return names;
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

  public int consumerCount() {
    return consumers.size();
  }

  void put(String name, Consumer consumer) {
    consumers.put(name, consumer);
  }

  boolean remove(String name, Consumer consumer) {
    return consumers.remove(name, consumer);
  }
}
