package dev.jetharness.inmemory.jetstream.consumer;

import java.nio.charset.StandardCharsets;

/** The JetStream API level that a request may ask for (ADR-44). */
final class ApiLevel {
  private static final int SUPPORTED = 5;
  private static final String HEADER = "\r\nNats-Required-Api-Level:";

  private ApiLevel() {}

  /** Whether a request asks for more than there is, or for what is no number. */
  static boolean isBeyond(byte[] headers) {
    if (headers.length == 0) {
      return false;
    }
    String block = new String(headers, StandardCharsets.ISO_8859_1);
    int start = block.indexOf(HEADER);
    if (start < 0) {
      return false;
    }
    int value = start + HEADER.length();
    String level = block.substring(value, block.indexOf('\r', value)).strip();
    if (level.isEmpty()) {
      return false;
    }
    try {
      return Integer.parseInt(level) > SUPPORTED;
    } catch (NumberFormatException e) {
      return true;
    }
  }
}
