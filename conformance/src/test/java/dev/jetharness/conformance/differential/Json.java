package dev.jetharness.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JSON texts, put together and taken apart without minding what they mean. */
final class Json {
  private Json() {}

  /** An object whose members have these texts as their values. */
  static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> string(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** A string of characters that need no escapes. */
  static String string(String plain) {
    return '"' + plain + '"';
  }

  /** An array of strings. */
  static String strings(List<String> plain) {
    return plain.stream().map(Json::string).collect(Collectors.joining(",", "[", "]"));
  }

  /**
   * The text without each one of its members and elements, at any depth; nothing if it has none.
   */
  static Stream<String> simpler(String text) {
    List<String> simpler = new ArrayList<>();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (quoted) {
        i += each == '\\' ? 1 : 0;
        quoted = each != '"';
      } else if (each == '{' || each == '[') {
        collect(text, i, simpler);
      } else {
        quoted = each == '"';
      }
    }
    return simpler.stream();
  }

  /** Adds the text without each of the parts between this bracket and its counterpart. */
  private static void collect(String text, int open, List<String> simpler) {
    int depth = 0;
    int start = open + 1;
    boolean quoted = false;
    for (int i = open; i < text.length(); i++) {
      char each = text.charAt(i);
      if (quoted) {
        i += each == '\\' ? 1 : 0;
        quoted = each != '"';
      } else if (each == '"') {
        quoted = true;
      } else if (each == '{' || each == '[') {
        depth++;
      } else if (each == ',' && depth == 1) {
        simpler.add(text.substring(0, start) + text.substring(i + 1));
        start = i + 1;
      } else if (each == '}' || each == ']') {
        depth--;
        if (depth == 0) {
          boolean first = start == open + 1;
          if (i > start) {
            simpler.add(text.substring(0, first ? start : start - 1) + text.substring(i));
          }
          return;
        }
      }
    }
  }
}
