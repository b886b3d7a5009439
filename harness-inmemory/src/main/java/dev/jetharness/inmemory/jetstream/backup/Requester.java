package dev.jetharness.inmemory.jetstream.backup;

import dev.jetharness.inmemory.bus.Client;
import dev.jetharness.inmemory.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Who asked for a backup, as it was then. */
final class Requester {
  private final byte @Nullable [] client;

  Requester(@Nullable Client client) {
    if (client == null) {
      this.client = null;
    } else {
      JsonWriter json = new JsonWriter().beginObject();
      client.describe(json);
      this.client = json.endObject().toByteArray();
    }
  }

  void describe(JsonWriter json) {
    if (client != null) {
      json.name("client").raw(client);
    }
  }
}
