package dev.jetharness.inmemory;

import dev.jetharness.inmemory.json.GoDuration;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the server program was asked for, by flags and by its configuration file. */
final class ProgramSettings {

  /** The port that nats-server listens on if nobody says otherwise. */
  private static final int DEFAULT_PORT = 4222;

  private static final int MAX_PORT = 65_535;
  private static final Set<String> TRUE = Set.of("true", "yes", "on", "1", "t", "enabled");
  private static final Set<String> FALSE = Set.of("false", "no", "off", "0", "f", "disabled");

  private final Map<Setting, String> values = new HashMap<>();

  /** Sets a value; one that was set before is replaced. */
  void set(Setting setting, String value) {
    values.put(setting, value);
  }

  @Nullable String text(Setting setting) {
    return values.get(setting);
  }

  String text(Setting setting, String otherwise) {
    return values.getOrDefault(setting, otherwise);
  }

  boolean isOn(Setting setting) throws ProgramException {
    String value = values.getOrDefault(setting, "false").toLowerCase(Locale.ROOT);
    if (!TRUE.contains(value) && !FALSE.contains(value)) {
      throw new ProgramException("invalid boolean value \"" + value + "\" for " + name(setting));
    }
    return TRUE.contains(value);
  }

  /** A whole number. */
  long number(Setting setting, long otherwise) throws ProgramException {
    String value = values.get(setting);
    try {
      return value == null ? otherwise : Long.parseLong(value);
    } catch (NumberFormatException notANumber) {
      throw new ProgramException("invalid value \"" + value + "\" for " + name(setting));
    }
  }

  /** A duration as Go writes it; zero if it is not set. */
  Duration duration(Setting setting) throws ProgramException {
    String value = values.get(setting);
    Long nanos = value == null ? Long.valueOf(0) : GoDuration.parse(value);
    if (nanos == null) {
      throw new ProgramException("time: invalid duration \"" + value + '"');
    }
    return Duration.ofNanos(nanos);
  }

  /** The port for clients; 0 if any free one will do. */
  int port() throws ProgramException {
    return port(Setting.PORT, DEFAULT_PORT);
  }

  /** The port for monitoring: 0 if any free one will do, -1 if there is to be none. */
  int monitorPort() throws ProgramException {
    return values.containsKey(Setting.MONITOR_PORT) ? port(Setting.MONITOR_PORT, 0) : -1;
  }

  /** nats-server takes 0 for its default, and -1 for any free port. */
  private int port(Setting setting, int zero) throws ProgramException {
    String value = values.getOrDefault(setting, "0");
    try {
      int port = Integer.parseInt(value);
      if (port < -1 || port > MAX_PORT) {
        throw new ProgramException("port " + port + " is out of range for " + name(setting));
      }
      return port == -1 ? 0 : port == 0 ? zero : port;
    } catch (NumberFormatException notANumber) {
      throw new ProgramException("invalid value \"" + value + "\" for " + name(setting));
    }
  }

  private static String name(Setting setting) {
    return setting.name().toLowerCase(Locale.ROOT);
  }
}
