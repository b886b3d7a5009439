package dev.jetharness.conformance.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * Sorts what the state of a stream tells of its sources: the server goes through them in no order.
 */
final class Sources {
  private static final String STATE = "\"state\":{";
  private static final String SOURCES = "\"sources\":[";

  private Sources() {}

  /**
   * The text with the elements of each list of sources behind a state in the order of their texts.
   */
  static String sorted(String text) {
    int state = text.indexOf(STATE);
    int list = state < 0 ? -1 : text.indexOf(SOURCES, state);
    if (list < 0) {
      return text;
    }
    int start = list + SOURCES.length();
    List<String> elements = new ArrayList<>();
    int end = elements(text, start, elements);
    elements.sort(null);
    return text.substring(0, start) + String.join(",", elements) + sorted(text.substring(end));
  }

  /** Collects the objects of a list; returns where it ends. Braces in their texts come in pairs. */
  private static int elements(String text, int start, List<String> elements) {
    int depth = 0;
    int from = start;
    for (int at = start; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next == '{') {
        from = depth++ == 0 ? at : from;
      } else if (next == '}' && --depth == 0) {
        elements.add(text.substring(from, at + 1));
      } else if (next == ']' && depth == 0) {
        return at;
      }
    }
    return text.length();
  }
}
