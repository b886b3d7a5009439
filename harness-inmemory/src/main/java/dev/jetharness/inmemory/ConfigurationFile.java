package dev.jetharness.inmemory;

import static java.util.Map.entry;

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
    keys(Setting.DOMAIN, "jetstream.domain");
    keys(Setting.LIMIT_DUPLICATE_WINDOW, "jetstream.limits.duplicate_window");
    keys(Setting.USER, "authorization.user", "authorization.username");
    keys(Setting.PASSWORD, "authorization.password", "authorization.pass");
    keys(Setting.TOKEN, "authorization.token");
    keys(Setting.LOG_FILE, "log_file", "logfile");
    keys(Setting.PID_FILE, "pid_file", "pidfile");
    keys(Setting.PORTS_FILE_DIRECTORY, "ports_file_dir");
    keys(Setting.DEBUG, "debug");
    keys(Setting.TRACE, "trace");
  }

  /** Keys of numbers, which may have a suffix. */
  private static final Map<String, Setting> SIZES =
      Map.ofEntries(
          entry("jetstream.max_memory_store", Setting.MAX_MEMORY_STORE),
          entry("jetstream.max_mem_store", Setting.MAX_MEMORY_STORE),
          entry("jetstream.max_mem", Setting.MAX_MEMORY_STORE),
          entry("jetstream.max_file_store", Setting.MAX_FILE_STORE),
          entry("jetstream.max_file", Setting.MAX_FILE_STORE),
          entry("jetstream.limits.max_ack_pending", Setting.LIMIT_MAX_ACK_PENDING),
          entry("jetstream.limits.max_request_batch", Setting.LIMIT_MAX_REQUEST_BATCH));

  private final Path file;
  private final ProgramSettings settings;
  private final AccountBlock accounts;

  private ConfigurationFile(Path file, ProgramSettings settings) {
    this.file = file;
    this.settings = settings;
    this.accounts = new AccountBlock(settings);
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
    String missing = reader.accounts.missing();
    if (missing != null) {
      throw new ProgramException(file + ": " + missing);
    }
  }

  private void apply(String path, ConfigurationValue value, int line) throws ProgramException {
    String name = path.toLowerCase(Locale.ROOT);
    switch (name) {
      case "listen" -> address(value.text(), line, Setting.HOST, Setting.PORT);
      case "http" -> address(value.text(), line, Setting.MONITOR_HOST, Setting.MONITOR_PORT);
      case "jetstream{" -> settings.set(Setting.JETSTREAM, "true");
      case "authorization{", "jetstream.limits{", "accounts{" -> {} // Their members say it all.
      default -> {
        if (name.startsWith(AccountBlock.PREFIX)) {
          String problem = accounts.apply(path, value);
          if (problem != null) {
            throw problem(line, problem);
          }
        } else {
          set(path, name, value, line);
        }
      }
    }
  }

  private void set(String path, String name, ConfigurationValue value, int line)
      throws ProgramException {
    Setting size = SIZES.get(name);
    Setting setting = size == null ? KEYS.get(name) : size;
    if (setting == null) {
      throw problem(line, "unknown field \"" + path.replaceAll("[{\\[]$", "") + "\"");
    }
    Long number = size == null ? null : value.size();
    if (size != null && number == null) {
      throw problem(line, path + ": no size: " + value.text());
    }
    settings.set(setting, number == null ? value.text() : number.toString());
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
