package dev.jetharness.inmemory.jetstream.config;

import dev.jetharness.inmemory.json.WrittenTime;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stream that a mirror or a source copies from, and what of it.
 *
 * @param emptyLists names of lists that were given as empty: not the same as not given, where
 *     nats-server compares
 */
public record StreamSource(
    String name,
    long startSequence,
    @Nullable WrittenTime startTime,
    String filterSubject,
    List<SubjectTransformConfig> transforms,
    @Nullable External external,
    @Nullable SourceConsumer consumer,
    Set<String> emptyLists) {

  /** Where the stream is, if in another account or domain: prefixes of its API and deliveries. */
  public record External(String api, String deliver) {}

  /** A consumer of the stream that exists already and is to be used. */
  public record SourceConsumer(String name, String deliverSubject) {}

  /**
   * What tells this source from the others of a stream, as it also stands in the header of a copied
   * message: the stream, then filters and destinations.
   */
  public String indexName() {
    String prefix = external == null ? name : name + ':' + NameHash.of(external.api());
    String stream = consumer == null ? prefix : prefix + ":C=" + NameHash.of(consumer.name());
    if (transforms.isEmpty()) {
      return stream + ' ' + orAll(filterSubject) + " >";
    }
    String filters = join(SubjectTransformConfig::source);
    return stream + ' ' + filters + ' ' + join(SubjectTransformConfig::destination);
  }

  /** Whether a transform other than this one, if only an equal one, has such a source. */
  boolean hasOtherFilter(SubjectTransformConfig transform, Predicate<String> condition) {
    return transforms.stream().filter(transform::equals).count() > 1
        || transforms.stream()
            .filter(other -> !other.equals(transform))
            .anyMatch(other -> condition.test(other.source()));
  }

  /** What tells the consumer that it uses from those of other sources. */
  String consumerName() {
    String stream = external == null ? name : name + ':' + NameHash.of(external.api());
    return consumer == null ? stream : stream + ' ' + consumer.name();
  }

  private String join(Function<SubjectTransformConfig, String> part) {
    return transforms.stream()
        .map(transform -> orAll(part.apply(transform)))
        .collect(Collectors.joining("\f"));
  }

  private static String orAll(String pattern) {
    return pattern.isEmpty() ? ">" : pattern;
  }
}
