package dev.jetharness.conformance.differential;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A step as text: {@code verb target name="value" … body}, where only the body may hold blanks. */
final class Line {
  private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  final String verb;
  final String target;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private String body = "";

  private Line(String verb, String target) {
    this.verb = verb;
    this.target = target;
  }

  static Line of(String verb, String target) {
    return new Line(verb, target);
  }

  /** Adds an attribute, unless it is empty. */
  Line with(String name, String value) {
    if (!value.isEmpty()) {
      attributes.put(name, value);
    }
    return this;
  }

  /** The text, with this body. */
  String text(String body) {
    StringBuilder text = new StringBuilder(verb).append(' ').append(escape(target));
    attributes.forEach(
        (name, value) ->
            text.append(' ').append(name).append("=\"").append(quote(value)).append('"'));
    return body.isEmpty() ? text.toString() : text.append(" : ").append(escape(body)).toString();
  }

  static Line parse(String text) {
    int verbEnd = text.indexOf(' ');
    int targetEnd = text.indexOf(' ', verbEnd + 1);
    targetEnd = targetEnd < 0 ? text.length() : targetEnd;
    Line line =
        new Line(text.substring(0, verbEnd), unescape(text.substring(verbEnd + 1, targetEnd)));
    Matcher attribute = ATTRIBUTE.matcher(text).region(targetEnd, text.length());
    int end = targetEnd;
    while (attribute.lookingAt()) {
      line.attributes.put(attribute.group(1), unescape(attribute.group(2)));
      end = attribute.end();
      attribute.region(end, text.length());
    }
    if (text.startsWith(" : ", end)) {
      line.body = unescape(text.substring(end + 3));
    }
    return line;
  }

  String attribute(String name) {
    return attributes.getOrDefault(name, "");
  }

  String body() {
    return body;
  }

  /** Keeps a text on its line. */
  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
  }

  private static String quote(String text) {
    return escape(text).replace("\"", "\\\"");
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each != '\\' || i + 1 == text.length()) {
        plain.append(each);
        continue;
      }
      char escaped = text.charAt(++i);
      plain.append(escaped == 'r' ? '\r' : escaped == 'n' ? '\n' : escaped);
    }
    return plain.toString();
  }
}
