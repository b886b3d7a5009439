package dev.jetharness.inmemory.jetstream.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of the metadata that the server keeps itself is shown. */
public enum MetadataView {
  /** What is stored: in lists. */
  STORED,
  /** With the version and API level of the server, too: in answers about one asset. */
  WITH_SERVER;

  private static final String REQUIRED_LEVEL = "_nats.req.level";
  private static final String SERVER_VERSION = "_nats.ver";
  private static final String SERVER_LEVEL = "_nats.level";

  /**
   * The metadata as it is kept: a client's own entries about the server give way to the API level
   * that the asset needs.
   */
  static Map<String, String> toStored(Map<String, String> requested, int requiredApiLevel) {
    Map<String, String> stored = new HashMap<>(requested);
    stored.remove(SERVER_VERSION);
    stored.remove(SERVER_LEVEL);
    stored.put(REQUIRED_LEVEL, Integer.toString(requiredApiLevel));
    return Map.copyOf(stored);
  }

  /** The metadata without what the server keeps, which makes no two assets different. */
  static Map<String, String> ofClient(Map<String, String> metadata) {
    Map<String, String> own = new HashMap<>(metadata);
    own.keySet().removeAll(List.of(REQUIRED_LEVEL, SERVER_VERSION, SERVER_LEVEL));
    return own;
  }

  /** The metadata as it is shown. */
  Map<String, String> of(Map<String, String> stored) {
    if (this == STORED) {
      return stored;
    }
    Map<String, String> shown = new HashMap<>(stored);
    shown.put(SERVER_VERSION, ServerVersion.VERSION);
    shown.put(SERVER_LEVEL, Integer.toString(ServerVersion.API_LEVEL));
    return shown;
  }
}
