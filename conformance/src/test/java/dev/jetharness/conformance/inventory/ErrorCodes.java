package dev.jetharness.conformance.inventory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The errors of the JetStream API, and whether the in-memory broker's sources raise them. */
final class ErrorCodes {
  /** In the server's table, but raised nowhere in it. */
  private static final Set<Integer> NEVER_RAISED =
      Set.of(
          10004, 10011, 10019, 10032, 10033, 10036, 10061, 10066, 10067, 10068, 10072, 10073, 10085,
          10092, 10093, 10117, 10163, 10180);

  /** Raised by members of a cluster only. */
  private static final Set<Integer> CLUSTER_ONLY =
      Set.of(
          10005, 10006, 10007, 10008, 10009, 10040, 10041, 10044, 10048, 10075, 10118, 10119, 10123,
          10124, 10129, 10202, 10224, 10226);

  private static final String TABLE = "ErrorTable";
  private static final Pattern ROW =
      Pattern.compile("^\\s+(1\\d{4}) (\\d{3}) (\\S.*)$", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("\\b1\\d{4}\\b");
  private static final Pattern FACTORY = Pattern.compile("static ApiError (\\w+)\\(");

  private final Map<String, String> sources;

  /** An error of the table. */
  record ErrorCode(int number, int code, String description, String support) {}

  ErrorCodes(Map<String, String> sources) {
    this.sources = sources;
  }

  /** All errors, by number. */
  List<ErrorCode> all() {
    Set<Integer> raised = raised();
    List<ErrorCode> all = new ArrayList<>();
    Matcher row = ROW.matcher(sources.getOrDefault(TABLE, ""));
    while (row.find()) {
      int number = Integer.parseInt(row.group(1));
      String support = support(number, raised.contains(number));
      all.add(new ErrorCode(number, Integer.parseInt(row.group(2)), row.group(3), support));
    }
    return all;
  }

  private static String support(int number, boolean raised) {
    if (NEVER_RAISED.contains(number)) {
      return raised ? "raised, though the server never does" : "never raised by 2.15.1";
    }
    if (raised) {
      return "raised";
    }
    return CLUSTER_ONLY.contains(number) ? "cluster only" : "not raised";
  }

  private Set<Integer> raised() {
    Set<Integer> raised = new HashSet<>();
    sources.forEach(
        (type, source) -> {
          if (!type.equals(TABLE)) {
            raised.addAll(raised(type, source));
          }
        });
    return raised;
  }

  /** The codes in a source; where it is the error of a factory, only if that is used elsewhere. */
  private Set<Integer> raised(String type, String source) {
    Set<Integer> raised = new HashSet<>();
    Matcher code = CODE.matcher(source);
    while (code.find()) {
      String factory = enclosingFactory(source, code.start());
      if (factory.isEmpty() || isUsed(factory, type)) {
        raised.add(Integer.parseInt(code.group()));
      }
    }
    return raised;
  }

  private static String enclosingFactory(String source, int position) {
    Matcher factory = FACTORY.matcher(source).region(0, position);
    String last = "";
    while (factory.find()) {
      last = factory.group(1);
    }
    return last;
  }

  private boolean isUsed(String factory, String type) {
    Pattern use = Pattern.compile("\\b" + type + "(?:\\.|::)" + factory + "\\b");
    return sources.entrySet().stream()
        .anyMatch(each -> !each.getKey().equals(type) && use.matcher(each.getValue()).find());
  }
}
