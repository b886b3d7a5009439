package dev.jetharness.inmemory;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flags of nats-server that this program knows, with one dash or two, and a value after {@code
 * =} or a space. What it does not know it refuses.
 */
final class CommandLine {
  private static final Map<String, Setting> WITH_VALUE = new HashMap<>();
  private static final Map<String, Setting> SWITCHES = new HashMap<>();

  static {
    flags(WITH_VALUE, Setting.HOST, "a", "addr", "net");
    flags(WITH_VALUE, Setting.PORT, "p", "port");
    flags(WITH_VALUE, Setting.SERVER_NAME, "n", "name", "server_name");
    flags(WITH_VALUE, Setting.MONITOR_PORT, "m", "http_port");
    flags(WITH_VALUE, Setting.STORE_DIRECTORY, "sd", "store_dir");
    flags(WITH_VALUE, Setting.USER, "user");
    flags(WITH_VALUE, Setting.PASSWORD, "pass");
    flags(WITH_VALUE, Setting.TOKEN, "auth");
    flags(WITH_VALUE, Setting.LOG_FILE, "l", "log");
    flags(WITH_VALUE, Setting.PID_FILE, "P", "pid");
    flags(WITH_VALUE, Setting.PORTS_FILE_DIRECTORY, "ports_file_dir");
    flags(SWITCHES, Setting.JETSTREAM, "js", "jetstream");
    flags(SWITCHES, Setting.DEBUG, "D", "debug");
    flags(SWITCHES, Setting.TRACE, "V", "trace");
  }

  private final ProgramSettings flags = new ProgramSettings();
  private final String[] arguments;
  private int next;
  private @Nullable Path configuration;
  private boolean version;
  private boolean help;

  private CommandLine(String[] arguments) {
    this.arguments = arguments;
  }

  static CommandLine parse(String... arguments) throws ProgramException {
    CommandLine line = new CommandLine(arguments);
    while (line.next < arguments.length) {
      line.parseFlag(arguments[line.next++]);
    }
    return line;
  }

  /** Whether only the version is asked for. */
  boolean wantsVersion() {
    return version;
  }

  /** Whether only the flags are asked for. */
  boolean wantsHelp() {
    return help;
  }

  /** The configuration file, if one was named. */
  @Nullable Path configuration() {
    return configuration;
  }

  /** The settings of the configuration file, if there is one, and over them those of the flags. */
  ProgramSettings settings() throws ProgramException {
    ProgramSettings settings = new ProgramSettings();
    if (configuration != null) {
      ConfigurationFile.read(configuration, settings);
    }
    for (Setting setting : Setting.values()) {
      String value = flags.text(setting);
      if (value != null) {
        settings.set(setting, value);
      }
    }
    return settings;
  }

  private void parseFlag(String argument) throws ProgramException {
    if (!argument.startsWith("-") || argument.equals("-") || argument.equals("--")) {
      throw new ProgramException("unrecognized command: \"" + argument + "\"");
    }
    String flag = argument.substring(argument.startsWith("--") ? 2 : 1);
    int equals = flag.indexOf('=');
    String value = equals < 0 ? null : flag.substring(equals + 1);
    String name = equals < 0 ? flag : flag.substring(0, equals);
    Setting setting = WITH_VALUE.get(name);
    if (setting != null) {
      flags.set(setting, value(name, value));
      return;
    }
    setting = SWITCHES.get(name);
    if (setting != null) {
      flags.set(setting, value == null ? "true" : value);
      return;
    }
    switch (name) {
      case "DV" -> {
        flags.set(Setting.DEBUG, "true");
        flags.set(Setting.TRACE, "true");
      }
      case "c", "config" -> configuration = Path.of(value(name, value));
      case "v", "version" -> version = true;
      case "h", "help" -> help = true;
      default -> throw new ProgramException("flag provided but not defined: -" + name);
    }
  }

  private String value(String name, @Nullable String given) throws ProgramException {
    if (given != null) {
      return given;
    }
    if (next == arguments.length) {
      throw new ProgramException("flag needs an argument: -" + name);
    }
    return arguments[next++];
  }

  private static void flags(Map<String, Setting> flags, Setting setting, String... names) {
    for (String name : names) {
      flags.put(name, setting);
    }
  }
}
