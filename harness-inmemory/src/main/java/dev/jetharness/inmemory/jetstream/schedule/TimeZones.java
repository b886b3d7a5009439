package dev.jetharness.inmemory.jetstream.schedule;

import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The time zones that a schedule may name. A server knows what its machine has installed; this
 * broker knows the IANA names as Java has them, and those of Java's own making it does not.
 */
public final class TimeZones {
  private static final String LOCAL = "Local";
  private static final String JAVAS_OWN = "SystemV/";

  /** IANA names that Java leaves out, or that it calls otherwise. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "EST", "-05:00",
          "MST", "-07:00",
          "HST", "-10:00",
          "ROC", "Asia/Taipei",
          "GMT+0", "GMT",
          "GMT-0", "GMT");

  private static final Set<String> KNOWN =
      ZoneId.getAvailableZoneIds().stream()
          .filter(name -> !name.startsWith(JAVAS_OWN))
          .collect(Collectors.toUnmodifiableSet());

  private TimeZones() {}

  /** The zone of a name, whose case counts; null if there is none. */
  public static @Nullable ZoneId find(String name) {
    if (name.equals(LOCAL)) {
      return ZoneId.systemDefault();
    }
    String alias = ALIASES.get(name);
    if (alias != null) {
      return ZoneId.of(alias);
    }
    return KNOWN.contains(name) ? ZoneId.of(name) : null;
  }
}
