package dev.jetharness.inmemory.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The clients that are connected, by id. Used under the broker's lock. */
final class Clients {
  private final Map<Long, ClientConnection> connected = new LinkedHashMap<>();
  private long lastId;

  /** The id of the next client; they count from 1. */
  long nextId() {
    return ++lastId;
  }

  /** How many there ever were. */
  long total() {
    return lastId;
  }

  int size() {
    return connected.size();
  }

  void add(ClientConnection client) {
    connected.put(client.id(), client);
  }

  void remove(ClientConnection client) {
    connected.remove(client.id());
  }

  /** Those connected now, as a copy: ending one removes it. */
  List<ClientConnection> all() {
    return new ArrayList<>(connected.values());
  }
}
