package dev.jetharness.inmemory.jetstream.account;

import java.util.SplittableRandom;

/** Unique names in the manner of NATS: base 62, random prefix, running end. Not thread-safe. */
public final class Nuid {
  private static final char[] DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
  private static final int LENGTH = 22;
  private static final int PREFIX = 12;

  private final SplittableRandom random = new SplittableRandom();
  private final String prefix = name(PREFIX);
  private long sequence = random.nextLong(1L << 52);
  private final int increment = random.nextInt(33, 333);

  /** The next identifier, 22 characters. */
  public String next() {
    sequence += increment;
    char[] text = new char[LENGTH];
    prefix.getChars(0, PREFIX, text, 0);
    long rest = sequence;
    for (int i = LENGTH - 1; i >= PREFIX; i--) {
      text[i] = DIGITS[(int) (rest % DIGITS.length)];
      rest /= DIGITS.length;
    }
    return new String(text);
  }

  /** A random name, such as the server gives to a consumer without one. */
  public String name(int length) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = DIGITS[random.nextInt(DIGITS.length)];
    }
    return new String(text);
  }
}
