package dev.jetharness.inmemory.jetstream.config;

/** The server that this broker behaves like. */
public final class ServerVersion {
  /** The version of nats-server. */
  public static final String VERSION = "2.15.1";

  /** The level of its JetStream API. */
  public static final int API_LEVEL = 5;

  private ServerVersion() {}
}
