package dev.jetharness.inmemory.jetstream.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash that nats-server makes of names: the first eight bytes of SHA-256, in base 62. */
public final class NameHash {
  private static final char[] DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
  private static final int LENGTH = 8;

  private NameHash() {}

  /** The hash of a name, such as that of a server, an account or a consumer. */
  public static String of(String name) {
    byte[] digest = sha256(name);
    char[] text = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      text[i] = DIGITS[(digest[i] & 0xff) % DIGITS.length];
    }
    return new String(text);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
