package dev.jetharness.conformance.support;

import dev.jetharness.BrokerUnavailableException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server program with a configuration file, in a process of its own. */
final class ConfiguredProgram implements AutoCloseable {
  private static final String MAIN_CLASS = "dev.jetharness.inmemory.ServerProgram";
  private static final Pattern ADDRESS = Pattern.compile("nats://(127\\.0\\.0\\.1:\\d+)");
  private static final int DONE_SECONDS = 10;

  private final Path directory;
  private final Process process;

  private ConfiguredProgram(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  /**
   * Starts a program, which needs some time to listen.
   *
   * @param inMemory whether it is the simulator's
   * @param configuration what its file says besides ports, server name and store directory
   */
  static ConfiguredProgram start(boolean inMemory, String configuration) throws IOException {
    Path directory = Files.createTempDirectory("jetharness-configured");
    String file =
        """
        listen: "127.0.0.1:-1"
        server_name: configured
        ports_file_dir: "%s"
        """
                .formatted(directory)
            + configuration.replace("$STORE", "store_dir: \"" + directory.resolve("js") + '"');
    Path config = Files.writeString(directory.resolve("server.conf"), file);
    List<String> program = inMemory ? simulator() : List.of(executable());
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(program.stream(), Stream.of("-c", config.toString())).toList());
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("server.log").toFile());
    return new ConfiguredProgram(directory, builder.start());
  }

  private static List<String> simulator() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        MAIN_CLASS);
  }

  private static String executable() {
    String named = System.getenv("NATS_SERVER");
    if (named != null && !named.isBlank()) {
      return named;
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(each -> Path.of(each, "nats-server"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(() -> new BrokerUnavailableException("no nats-server on the PATH"));
  }

  /** Its address, once it listens. */
  String address() throws Exception {
    Await.until("the program listens", () -> !process.isAlive() || found() != null);
    String found = found();
    if (found == null) {
      throw new AssertionError("it ended: " + log());
    }
    return found;
  }

  private @Nullable String found() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path each : files.filter(file -> file.toString().endsWith(".ports")).toList()) {
        Matcher matcher = ADDRESS.matcher(Files.readString(each));
        if (matcher.find()) {
          return matcher.group(1);
        }
      }
    }
    return null;
  }

  /** What it said. */
  String log() throws IOException {
    return Files.readString(directory.resolve("server.log"));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(DONE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException cutShort) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.walkFileTree(directory, new Removal());
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(visited);
      return FileVisitResult.CONTINUE;
    }
  }
}
