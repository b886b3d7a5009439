package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.config.StreamSources;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.sourcing.OriginInfo;
import dev.jetharness.inmemory.jetstream.sourcing.Sourcing;
import dev.jetharness.inmemory.json.JsonWriter;
import java.util.List;

/** Writes how a stream gets on with copying others. */
final class SourcingReport {
  private SourcingReport() {}

  static void describe(JsonWriter json, Sourcing sourcing) {
    OriginInfo mirror = sourcing.mirror();
    if (mirror != null) {
      json.object("mirror", object -> describe(object, mirror));
    }
    List<OriginInfo> sources = sourcing.sources();
    if (!sources.isEmpty()) {
      json.name("sources").beginArray();
      for (OriginInfo each : sources) {
        describe(json.beginObject(), each);
        json.endObject();
      }
      json.endArray();
    }
  }

  private static void describe(JsonWriter json, OriginInfo info) {
    json.field("name", info.origin().name());
    StreamSources.writeExternal(json, info.origin().external());
    json.field("lag", info.lag()).fieldIfSet("seq", info.sequence());
    json.field("active", info.active());
    ApiError error = info.error();
    if (error != null) {
      ApiDispatcher.describe(json, error);
    }
    json.fieldIfSet("filter_subject", info.filter());
    StreamSources.writeTransforms(json, info.origin().transforms());
  }
}
