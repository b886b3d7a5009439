package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.config.ServerVersion;
import dev.jetharness.inmemory.json.JsonWriter;

/** How many requests were answered since the start. */
final class ApiStatistics {
  private long total;
  private long errors;

  void succeeded() {
    total++;
  }

  void failed() {
    total++;
    errors++;
  }

  void clear() {
    total = 0;
    errors = 0;
  }

  void describe(JsonWriter json) {
    json.field("level", ServerVersion.API_LEVEL).field("total", total).field("errors", errors);
  }
}
