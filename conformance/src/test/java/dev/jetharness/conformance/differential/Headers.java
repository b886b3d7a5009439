package dev.jetharness.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Header blocks as they are on the wire. */
final class Headers {
  private static final String VERSION = "NATS/1.0";
  private static final String LINE_END = "\r\n";

  private Headers() {}

  /** A block of these lines, such as {@code Nats-Msg-Id: 1}; "" if there are none. */
  static String block(List<String> lines) {
    return lines.isEmpty() ? "" : block("", lines);
  }

  /** A block with this behind the version, such as {@code " 503"}. */
  static String block(String status, List<String> lines) {
    StringBuilder block = new StringBuilder(VERSION).append(status).append(LINE_END);
    lines.forEach(line -> block.append(line).append(LINE_END));
    return block.append(LINE_END).toString();
  }

  /** The block without any headers, and without each one of its lines. */
  static Stream<String> simpler(String block) {
    if (block.isEmpty()) {
      return Stream.of();
    }
    List<String> lines = List.of(block.split(LINE_END, -1));
    List<String> simpler = new ArrayList<>(List.of(""));
    for (int left = 1; left < lines.size() - 2; left++) {
      List<String> fewer = new ArrayList<>(lines);
      fewer.remove(left);
      simpler.add(String.join(LINE_END, fewer));
    }
    return simpler.stream();
  }
}
