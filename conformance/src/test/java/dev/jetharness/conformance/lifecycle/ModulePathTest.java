package dev.jetharness.conformance.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application with a {@code module-info} of its own uses the in-memory broker from the module
 * path.
 */
class ModulePathTest {
  private static final String MODULE =
      """
      module shop {
        requires dev.jetharness.core;
      }
      """;

  private static final String MAIN =
      """
      package shop;

      public final class Main {
        public static void main(String[] args) throws Exception {
          try (var broker = dev.jetharness.Brokers.inMemory().start();
              var connection = broker.connect()) {
            connection.jetStreamManagement().addStream(
                io.nats.client.api.StreamConfiguration.builder().name("S").subjects("s").build());
            System.out.print(connection.jetStream().publish("s", null).getSeqno());
          }
        }
      }
      """;

  @Test
  void runsFromTheModulePath(@TempDir Path home) throws Exception {
    Path sources = Files.createDirectories(home.resolve("src/shop"));
    Path module = Files.writeString(home.resolve("src/module-info.java"), MODULE);
    Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
    Path classes = home.resolve("classes");
    String modules = modulePath();

    int compiled =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--module-path",
                modules,
                "-d",
                classes.toString(),
                module.toString(),
                main.toString());
    assertThat(compiled).isZero();

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                classes + File.pathSeparator + modules,
                "--add-modules",
                "dev.jetharness.inmemory",
                "--module",
                "shop/shop.Main")
            .redirectErrorStream(true)
            .start();
    assertThat(outputOf(process)).isEqualTo("1");
    assertThat(process.waitFor()).isZero();
  }

  private static String outputOf(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  /** What the in-memory broker needs, out of this test's class path. */
  private static String modulePath() {
    List<String> needed =
        List.of(
            "harness-core", "harness-inmemory", "jnats", "jspecify", "assertj-core", "byte-buddy");
    List<String> found = new ArrayList<>();
    for (String entry :
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1))) {
      if (needed.stream().anyMatch(entry::contains)) {
        found.add(entry);
      }
    }
    return String.join(File.pathSeparator, found);
  }
}
