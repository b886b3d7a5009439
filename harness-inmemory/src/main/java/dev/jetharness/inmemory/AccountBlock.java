package dev.jetharness.inmemory;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The block {@code accounts} of the configuration file. This server has one account: that one, with
 * one user and with JetStream.
 */
final class AccountBlock {
  static final String PREFIX = "accounts.";

  private static final Map<String, Setting> NUMBERS = new HashMap<>();
  private static final Map<String, Setting> TEXTS = new HashMap<>();

  static {
    keys(NUMBERS, Setting.ACCOUNT_MAX_MEMORY, "max_memory", "max_mem", "memory", "mem");
    keys(
        NUMBERS, Setting.ACCOUNT_MAX_STORAGE, "max_store", "max_file", "max_disk", "store", "disk");
    keys(NUMBERS, Setting.ACCOUNT_MAX_STREAMS, "max_streams", "streams");
    keys(NUMBERS, Setting.ACCOUNT_MAX_CONSUMERS, "max_consumers", "consumers");
    keys(NUMBERS, Setting.ACCOUNT_MAX_ACK_PENDING, "max_ack_pending");
    keys(
        NUMBERS,
        Setting.ACCOUNT_MEMORY_MAX_STREAM_BYTES,
        "memory_max_stream_bytes",
        "mem_max_stream_bytes");
    keys(
        NUMBERS,
        Setting.ACCOUNT_STORAGE_MAX_STREAM_BYTES,
        "store_max_stream_bytes",
        "disk_max_stream_bytes");
    keys(
        TEXTS,
        Setting.ACCOUNT_MAX_BYTES_REQUIRED,
        "max_bytes_required",
        "max_stream_bytes",
        "max_bytes");
  }

  private final ProgramSettings settings;
  private @Nullable String account;
  private boolean hasUser;
  private boolean hasJetStream;

  AccountBlock(ProgramSettings settings) {
    this.settings = settings;
  }

  /**
   * Takes what is in the block.
   *
   * @param path the key, as the parser gives it
   * @return what is wrong; null if nothing is
   */
  @Nullable String apply(String path, ConfigurationValue value) {
    String rest = path.substring(PREFIX.length());
    int dot = rest.indexOf('.');
    String name = dot < 0 ? rest.substring(0, rest.length() - 1) : rest.substring(0, dot);
    if (dot < 0 && !rest.endsWith("{")) {
      return "expected a block for account \"" + rest + "\"";
    }
    if (account != null && !account.equals(name)) {
      return "this server has one account only: \"" + account + "\", not \"" + name + "\" too";
    }
    account = name;
    settings.set(Setting.ACCOUNT, name);
    return dot < 0 ? null : applyKey(rest.substring(dot + 1).toLowerCase(Locale.ROOT), value);
  }

  /** What is missing in the end; null if nothing is. */
  @Nullable String missing() {
    if (account == null || (hasUser && hasJetStream)) {
      return null;
    }
    return "account \"" + account + "\" needs " + (hasUser ? "jetstream" : "a user");
  }

  private @Nullable String applyKey(String key, ConfigurationValue value) {
    switch (key) {
      case "users[", "jetstream{" -> {
        hasJetStream |= key.startsWith("j");
        return null;
      }
      case "users{" -> {
        if (hasUser) {
          return "this server has one user only";
        }
        hasUser = true;
        return null;
      }
      case "users.user", "users.username" -> settings.set(Setting.USER, value.text());
      case "users.password", "users.pass" -> settings.set(Setting.PASSWORD, value.text());
      case "jetstream" -> {
        hasJetStream =
            switch (value.text().toLowerCase(Locale.ROOT)) {
              case "enabled", "enable", "true", "yes", "on" -> true;
              default -> false;
            };
      }
      default -> {
        return applyLimit(key, value);
      }
    }
    return null;
  }

  private @Nullable String applyLimit(String key, ConfigurationValue value) {
    String limit = key.startsWith("jetstream.") ? key.substring("jetstream.".length()) : "";
    Setting text = TEXTS.get(limit);
    if (text != null) {
      settings.set(text, value.text());
      return null;
    }
    Setting setting = NUMBERS.get(limit);
    if (setting == null) {
      return "unknown field \"" + key.replaceAll("[{\\[]$", "") + "\"";
    }
    Long number = value.number();
    if (number == null) {
      return "Expected a parseable size for \"" + limit + "\", got " + value.text();
    }
    settings.set(setting, number.toString());
    return null;
  }

  private static void keys(Map<String, Setting> keys, Setting setting, String... names) {
    for (String name : names) {
      keys.put(name, setting);
    }
  }
}
