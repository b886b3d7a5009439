package dev.jetharness.conformance.inventory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that the table is made from, and the one that it is written to. */
final class Repository {
  private static final String MARK = "CONTRIBUTING.md";
  private static final String ENGINE =
      "harness-inmemory/src/main/java/dev/jetharness/inmemory/jetstream";

  private Repository() {}

  static Path table() {
    return root().resolve("docs/SUPPORT.md");
  }

  /** The sources of the in-memory broker's JetStream by the names of their classes. */
  static Map<String, String> engine() {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root().resolve(ENGINE))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".java")) {
          sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return sources;
  }

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.exists(directory.resolve(MARK))) {
      directory = directory.getParent();
    }
    if (directory == null) {
      throw new IllegalStateException("run this in the repository: there is no " + MARK);
    }
    return directory;
  }
}
