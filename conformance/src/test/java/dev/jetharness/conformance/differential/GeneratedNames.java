package dev.jetharness.conformance.differential;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a number in the place of each name that a broker made up for a consumer. */
final class GeneratedNames {
  private static final String NAME = "([A-Za-z0-9]{8})";
  private static final Pattern CREATED =
      Pattern.compile(
          "\"(?:stream_)?name\":\"[^\"]*\",\"(?:name|consumer)\":\""
              + NAME
              + "\"|\\.CONSUMER\\.CREATED\\.[^.]+\\."
              + NAME
              + "$");

  /** They hold a hash of the account's name; one that follows another one differs by its end. */
  private static final Pattern COPYING =
      Pattern.compile("JS_(MIRROR|SRC)_[A-Za-z0-9]{8}(?:([-_])[A-Za-z0-9]{8})?(?![A-Za-z0-9])");

  private final Map<String, String> numbered = new HashMap<>();

  /** The message with numbers instead of names; one that tells of a new name is remembered. */
  Frame replace(Frame frame) {
    learn(frame.subject());
    learn(frame.payload());
    return new Frame(
        replace(frame.subject()),
        replace(frame.reply()),
        replace(frame.headers()),
        replace(frame.payload()));
  }

  private void learn(String text) {
    Matcher created = CREATED.matcher(text);
    while (created.find()) {
      String name = created.group(1) == null ? created.group(2) : created.group(1);
      numbered.computeIfAbsent(name, unused -> "<consumer " + numbered.size() + ">");
    }
  }

  private String replace(String text) {
    String replaced = COPYING.matcher(text).replaceAll("JS_$1_<name>$2");
    for (Map.Entry<String, String> name : numbered.entrySet()) {
      replaced = replaced.replace(name.getKey(), name.getValue());
    }
    return replaced;
  }
}
