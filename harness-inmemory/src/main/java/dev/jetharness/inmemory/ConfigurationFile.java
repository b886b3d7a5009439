package dev.jetharness.inmemory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The keys of nats-server's configuration file that have a flag of this program, and no others. */
final class ConfigurationFile {
  private static final Map<String, Setting> KEYS = new HashMap<>();

  static {
    keys(Setting.HOST, "host", "net");
    keys(Setting.PORT, "port");
    keys(Setting.SERVER_NAME, "server_name");
    keys(Setting.MONITOR_PORT, "http_port", "monitor_port");
    keys(Setting.JETSTREAM, "jetstream", "jetstream.enabled");
    keys(Setting.STORE_DIRECTORY, "jetstream.store_dir", "jetstream.storedir", "jetstream.store");
    keys(Setting.USER, "authorization.user", "authorization.username");
    keys(Setting.PASSWORD, "authorization.password", "authorization.pass");
    keys(Setting.TOKEN, "authorization.token");
    keys(Setting.LOG_FILE, "log_file", "logfile");
    keys(Setting.PID_FILE, "pid_file", "pidfile");
    keys(Setting.PORTS_FILE_DIRECTORY, "ports_file_dir");
    keys(Setting.DEBUG, "debug");
    keys(Setting.TRACE, "trace");
  }

  private final Path file;
  private final ProgramSettings settings;

  private ConfigurationFile(Path file, ProgramSettings settings) {
    this.file = file;
    this.settings = settings;
  }

  /** Reads a file into settings. */
  static void read(Path file, ProgramSettings settings) throws ProgramException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException missing) {
      throw new ProgramException("open " + file + ": no such file or directory");
    } catch (IOException unreadable) {
      throw new ProgramException("open " + file + ": " + unreadable.getMessage());
    }
    ConfigurationFile reader = new ConfigurationFile(file, settings);
    new ConfigurationParser(file.toString(), text, reader::apply).parse();
  }

  private void apply(String path, String value, int line) throws ProgramException {
    String name = path.toLowerCase(Locale.ROOT);
    switch (name) {
      case "listen" -> address(value, line, Setting.HOST, Setting.PORT);
      case "http" -> address(value, line, Setting.MONITOR_HOST, Setting.MONITOR_PORT);
      case "jetstream{" -> settings.set(Setting.JETSTREAM, "true");
      case "authorization{" -> {} // Its members say it all.
      default -> {
        Setting setting = KEYS.get(name);
        if (setting == null) {
          String field = path.endsWith("{") ? path.substring(0, path.length() - 1) : path;
          throw problem(line, "unknown field \"" + field + "\"");
        }
        settings.set(setting, value);
      }
    }
  }

  /** A port, or a host and a port. */
  private void address(String value, int line, Setting host, Setting port) throws ProgramException {
    int colon = value.lastIndexOf(':');
    if (colon >= 0) {
      settings.set(host, value.substring(0, colon));
    }
    String number = value.substring(colon + 1);
    if (number.isEmpty()) {
      throw problem(line, "missing port in address \"" + value + "\"");
    }
    settings.set(port, number);
  }

  private ProgramException problem(int line, String what) {
    return new ProgramException(file + ":" + line + ": " + what);
  }

  private static void keys(Setting setting, String... names) {
    for (String name : names) {
      KEYS.put(name, setting);
    }
  }
}
