package dev.jetharness.inmemory.jetstream.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** The rules for names and other texts of streams and consumers; lengths count bytes of UTF-8. */
final class Names {
  static final int MAX_NAME = 255;
  static final int MAX_DESCRIPTION = 4 * 1024;
  static final int MAX_METADATA = 128 * 1024;

  private Names() {}

  static boolean isValid(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> " \t\r\n\f.*>\\/".indexOf(c) < 0);
  }

  static boolean isTooLong(String text, int max) {
    return text.length() > max || text.getBytes(UTF_8).length > max;
  }

  static boolean isTooLong(Map<String, String> metadata) {
    long length = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      length += entry.getKey().getBytes(UTF_8).length + entry.getValue().getBytes(UTF_8).length;
    }
    return length > MAX_METADATA;
  }
}
