package dev.jetharness.process;

import dev.jetharness.BrokerUnavailableException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the nats-server to start. */
final class Executable {
  private static final String PROPERTY = "jetharness.nats-server";
  private static final String VARIABLE = "NATS_SERVER";
  private static final String HOW =
      ": install nats-server (https://github.com/nats-io/nats-server/releases) and put it on the"
          + " PATH, or name it with -D"
          + PROPERTY
          + "=FILE or "
          + VARIABLE
          + "=FILE";

  private Executable() {}

  /**
   * Returns the executable, as an absolute path.
   *
   * @throws BrokerUnavailableException if there is none
   */
  static Path find(@Nullable Path setting) {
    return find(setting, System::getProperty, System::getenv);
  }

  static Path find(
      @Nullable Path setting,
      UnaryOperator<@Nullable String> properties,
      UnaryOperator<@Nullable String> environment) {
    if (setting != null) {
      return named(setting, "the setting");
    }
    String property = properties.apply(PROPERTY);
    if (property != null && !property.isBlank()) {
      return named(Path.of(property.trim()), "-D" + PROPERTY);
    }
    String variable = environment.apply(VARIABLE);
    if (variable != null && !variable.isBlank()) {
      return named(Path.of(variable.trim()), VARIABLE);
    }
    return onPath(environment.apply("PATH"));
  }

  private static Path named(Path file, String by) {
    if (!isExecutable(file)) {
      throw new BrokerUnavailableException(
          "%s, named by %s, is not an executable file%s".formatted(file, by, HOW));
    }
    return file.toAbsolutePath();
  }

  private static Path onPath(@Nullable String path) {
    boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win");
    String name = windows ? "nats-server.exe" : "nats-server";
    List<String> directories =
        path == null ? List.of() : List.of(path.split(Pattern.quote(File.pathSeparator), -1));
    return directories.stream()
        .filter(directory -> !directory.isBlank())
        .map(directory -> Path.of(directory, name))
        .filter(Executable::isExecutable)
        .findFirst()
        .map(Path::toAbsolutePath)
        .orElseThrow(() -> new BrokerUnavailableException("no nats-server on the PATH" + HOW));
  }

  private static boolean isExecutable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
