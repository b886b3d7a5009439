package dev.jetharness.traffic;

import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;

/** Reads a header block that a server has let through, so it is lenient: it shows what is there. */
final class HeaderBlock {
  private HeaderBlock() {}

  static Headers parse(byte[] block) {
    Headers headers = new Headers();
    if (block.length == 0) {
      return headers;
    }
    String[] lines = new String(block, StandardCharsets.UTF_8).split("\r\n", -1);
    for (int i = 1; i < lines.length; i++) { // the first line is the version
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.add(
            printable(lines[i].substring(0, colon).replace(' ', '?')),
            printable(lines[i].substring(colon + 1).strip()));
      }
    }
    return headers;
  }

  /**
   * jnats's class refuses names and values that are not ASCII, while the server passes any byte.
   */
  private static String printable(String value) {
    return value.codePoints().allMatch(c -> c == '\t' || (c >= 32 && c < 127))
        ? value
        : value.replaceAll("[^\\t\\x20-\\x7e]", "?");
  }
}
