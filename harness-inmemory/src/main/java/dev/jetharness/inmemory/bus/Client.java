package dev.jetharness.inmemory.bus;

import dev.jetharness.inmemory.json.JsonWriter;

/** The connection that a message came from, as far as the JetStream engine may know it. */
public interface Client {

  /** The number that the server gave the connection, from 1. */
  long id();

  /** The name that the client gave in CONNECT, or the id as text where it gave none. */
  String label();

  /** Writes the members of the {@code client} object of advisories and audits. */
  void describe(JsonWriter json);
}
