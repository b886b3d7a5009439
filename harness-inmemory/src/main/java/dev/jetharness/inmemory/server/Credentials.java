package dev.jetharness.inmemory.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/** What a client must present in CONNECT. */
public sealed interface Credentials {

  /** Nothing: every client belongs to the global account. */
  Credentials NONE = new None();

  /** Whether a client must present anything at all. */
  boolean areRequired();

  /** Whether these options of CONNECT will do. */
  boolean accept(ConnectOptions options);

  /** Everybody may connect. */
  record None() implements Credentials {
    @Override
    public boolean areRequired() {
      return false;
    }

    @Override
    public boolean accept(ConnectOptions options) {
      return true;
    }
  }

  /** One user for all clients. */
  record UserPassword(String user, String password) implements Credentials {
    public UserPassword {
      refuseHash("password", password);
    }

    @Override
    public boolean areRequired() {
      return true;
    }

    @Override
    public boolean accept(ConnectOptions options) {
      return user.equals(options.user()) && same(password, options.password());
    }
  }

  /** One token for all clients. */
  record Token(String token) implements Credentials {
    public Token {
      refuseHash("token", token);
    }

    @Override
    public boolean areRequired() {
      return true;
    }

    @Override
    public boolean accept(ConnectOptions options) {
      return same(token, options.token());
    }
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
  }

  /** nats-server takes such a value for a bcrypt hash, so it must not work as plain text here. */
  private static void refuseHash(String what, String value) {
    if (value.matches("\\$2[abxy]\\$.*")) {
      throw new IllegalArgumentException(
          "the in-memory broker has no bcrypt: give the " + what + " itself, not its hash");
    }
  }
}
