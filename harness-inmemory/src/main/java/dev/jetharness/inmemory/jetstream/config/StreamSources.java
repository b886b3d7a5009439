package dev.jetharness.inmemory.jetstream.config;

import dev.jetharness.inmemory.jetstream.config.StreamSource.External;
import dev.jetharness.inmemory.jetstream.config.StreamSource.SourceConsumer;
import dev.jetharness.inmemory.json.GoTime;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.ObjectReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes mirrors and sources, and the subject transforms that they may have. */
public final class StreamSources {
  private StreamSources() {}

  static StreamSource read(ObjectReader json) {
    return new StreamSource(
        json.string("name", ""),
        json.uint64("opt_start_seq", 0),
        json.writtenTime("opt_start_time"),
        json.string("filter_subject", ""),
        json.objects("subject_transforms", "SubjectTransformConfig").stream()
            .map(StreamSources::transform)
            .toList(),
        external(json.object("external", "ExternalStream")),
        consumer(json.object("consumer", "StreamConsumerSource")),
        json.emptyLists("subject_transforms"));
  }

  static @Nullable SubjectTransformConfig readTransform(@Nullable ObjectReader json) {
    return json == null ? null : transform(json);
  }

  static void write(JsonWriter json, String name, @Nullable StreamSource source) {
    if (source != null) {
      json.object(name, object -> write(object, source));
    }
  }

  static void write(JsonWriter json, String name, List<StreamSource> sources) {
    if (!sources.isEmpty()) {
      json.name(name).beginArray();
      for (StreamSource source : sources) {
        write(json.beginObject(), source);
        json.endObject();
      }
      json.endArray();
    }
  }

  static void write(JsonWriter json, String name, @Nullable SubjectTransformConfig transform) {
    if (transform != null) {
      json.object(name, object -> write(object, transform));
    }
  }

  /** Writes the {@code subject_transforms} of a source, if it has any. */
  public static void writeTransforms(JsonWriter json, List<SubjectTransformConfig> transforms) {
    if (!transforms.isEmpty()) {
      json.name("subject_transforms").beginArray();
      for (SubjectTransformConfig transform : transforms) {
        write(json.beginObject(), transform);
        json.endObject();
      }
      json.endArray();
    }
  }

  /** Writes the {@code external} object of a source, if it has one. */
  public static void writeExternal(JsonWriter json, @Nullable External external) {
    if (external != null) {
      json.object(
          "external",
          object -> object.field("api", external.api()).field("deliver", external.deliver()));
    }
  }

  private static void write(JsonWriter json, StreamSource source) {
    json.field("name", source.name());
    if (source.startSequence() != 0) {
      json.unsignedField("opt_start_seq", source.startSequence());
    }
    if (source.startTime() != null) {
      json.field("opt_start_time", GoTime.format(source.startTime()));
    }
    json.fieldIfSet("filter_subject", source.filterSubject());
    writeTransforms(json, source.transforms());
    writeExternal(json, source.external());
    SourceConsumer consumer = source.consumer();
    if (consumer != null) {
      json.object(
          "consumer",
          object ->
              object
                  .fieldIfSet("name", consumer.name())
                  .fieldIfSet("deliver_subject", consumer.deliverSubject()));
    }
  }

  private static void write(JsonWriter json, SubjectTransformConfig transform) {
    json.field("src", transform.source()).field("dest", transform.destination());
  }

  private static SubjectTransformConfig transform(ObjectReader json) {
    return new SubjectTransformConfig(json.string("src", ""), json.string("dest", ""));
  }

  private static @Nullable External external(@Nullable ObjectReader json) {
    return json == null ? null : new External(json.string("api", ""), json.string("deliver", ""));
  }

  private static @Nullable SourceConsumer consumer(@Nullable ObjectReader json) {
    return json == null
        ? null
        : new SourceConsumer(json.string("name", ""), json.string("deliver_subject", ""));
  }
}
