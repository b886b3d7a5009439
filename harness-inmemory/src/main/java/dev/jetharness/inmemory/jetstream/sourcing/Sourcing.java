package dev.jetharness.inmemory.jetstream.sourcing;

import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.config.StreamSource;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.jetstream.stream.Stream;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one stream copies from others. All methods are called under the broker's lock. */
public final class Sourcing {
  private final EngineContext engine;
  private final Stream target;
  private final DirectGroup directGroup;
  private final Supplier<String> names;
  private @Nullable Mirror mirror;
  private Map<String, Source> sources = new LinkedHashMap<>();

  /**
   * Copies into a stream, once it is started.
   *
   * @param target the stream
   * @param directGroup where it answers direct gets for the stream that it mirrors
   * @param names gives unique names
   */
  public Sourcing(
      EngineContext engine, Stream target, DirectGroup directGroup, Supplier<String> names) {
    this.engine = engine;
    this.target = target;
    this.directGroup = directGroup;
    this.names = names;
  }

  /** Begins to copy; goes on where a stream that holds messages already was. */
  public void start() {
    StreamConfig config = target.config();
    if (config.mirror() != null) {
      mirror = new Mirror(engine, target, config.mirror(), directGroup, names);
      mirror.start();
    }
    for (StreamSource each : config.sources()) {
      sources.put(each.indexName(), new Source(engine, target, each, names));
    }
    findPositions(sources.values(), SubjectFilter.ALL);
    sources.values().forEach(Source::start);
  }

  /** Takes over an updated configuration of the stream: a mirror may have become one of its own. */
  public void update(StreamConfig before, StreamConfig after) {
    if (mirror != null && after.mirror() == null) {
      mirror.deleteConsumer();
      mirror.close();
      mirror = null;
    }
    updateSources(before.sources(), after.sources());
    if (before.mirrorDirect() != after.mirrorDirect()) {
      if (!after.mirrorDirect()) {
        directGroup.leave();
      } else if (before.mirror() != null) {
        directGroup.join(before.mirror().name());
      }
    }
  }

  /** Copies nothing any more. */
  public void stop() {
    if (mirror != null) {
      mirror.close();
    }
    sources.values().forEach(Source::close);
    directGroup.leave();
  }

  /** Deletes the consumers by which it copied, as the stream is deleted. */
  public void deleteConsumers() {
    if (mirror != null) {
      mirror.deleteConsumer();
    }
    sources
        .values()
        .forEach(each -> each.deleteConsumer(nameOf(each.origin(), target.config().sources())));
  }

  /** How it gets on as a mirror; null if it is none. */
  public @Nullable OriginInfo mirror() {
    return mirror == null ? null : mirror.info();
  }

  /** How it gets on with each source. */
  public List<OriginInfo> sources() {
    return sources.values().stream().map(Source::info).toList();
  }

  private void updateSources(List<StreamSource> before, List<StreamSource> after) {
    deleteUnusedConsumers(before, after);
    Map<String, Source> kept = sources;
    List<Source> added = new ArrayList<>();
    sources = new LinkedHashMap<>();
    for (StreamSource each : after) {
      Source known = kept.remove(each.indexName());
      if (known == null) {
        known = new Source(engine, target, each, names);
        added.add(known);
      }
      known.configure(each);
      sources.put(each.indexName(), known);
    }
    kept.values().forEach(Source::close);
    // The server looks for the subjects as they were in the origin, and may miss some.
    findPositions(added, subjectsOf(added));
    added.forEach(Source::start);
  }

  /** Consumers are told apart by name, which changes when an origin becomes a source twice. */
  private void deleteUnusedConsumers(List<StreamSource> before, List<StreamSource> after) {
    List<String> used = after.stream().map(each -> keyOf(each, after)).toList();
    for (StreamSource each : before) {
      Source source = sources.get(each.indexName());
      if (source != null && !used.contains(keyOf(each, before))) {
        source.deleteConsumer(nameOf(each, before));
      }
    }
  }

  private String keyOf(StreamSource source, List<StreamSource> all) {
    String place = source.external() == null ? "" : source.external().api();
    return source.name() + ' ' + place + ' ' + nameOf(source, all);
  }

  private String nameOf(StreamSource source, List<StreamSource> all) {
    return SourcingNames.ofSource(target.name(), engine.account().name(), source, all);
  }

  /** Finds the newest copy of each source in the stream. */
  private void findPositions(Collection<Source> unplaced, SubjectFilter filter) {
    Map<String, Source> open = new HashMap<>();
    unplaced.forEach(each -> open.put(each.origin().indexName(), each));
    if (!open.isEmpty()) {
      target.copies().visitSources(filter, from -> place(from, open));
    }
  }

  private static SubjectFilter subjectsOf(List<Source> sources) {
    List<String> subjects = new ArrayList<>();
    for (Source each : sources) {
      StreamSource origin = each.origin();
      if (origin.transforms().isEmpty()) {
        subjects.add(origin.filterSubject());
      }
      origin.transforms().forEach(transform -> subjects.add(transform.source()));
    }
    return subjects.contains("") ? SubjectFilter.ALL : SubjectFilter.of(subjects);
  }

  /** Places the source of a copied message; whether all are placed now. */
  private static boolean place(String from, Map<String, Source> open) {
    SourceHeader header = SourceHeader.parse(from);
    Source source = header == null ? null : open.remove(header.indexName());
    if (header != null && source != null) {
      source.resumeAfter(header);
    }
    return open.isEmpty();
  }
}
