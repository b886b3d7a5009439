package dev.jetharness.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationFileTest {
  private final Path directory;

  ConfigurationFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(strings = {"server_name: one", "server_name = one", "server_name one"})
  void aValueFollowsAColonAnEqualsSignOrABlank(String line) throws Exception {
    assertThat(read(line).text(Setting.SERVER_NAME)).isEqualTo("one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"server_name: \"a b # c\"", "server_name: 'a b # c'"})
  void quotedStringsMayHoldAnything(String line) throws Exception {
    assertThat(read(line).text(Setting.SERVER_NAME)).isEqualTo("a b # c");
  }

  @Test
  void commentsAndBlankLinesAreSkipped() throws Exception {
    ProgramSettings settings =
        read("# first\n\nport: -1 # any\n// second\nserver_name: one // two\n");

    assertThat(settings.port()).isZero();
    assertThat(settings.text(Setting.SERVER_NAME)).isEqualTo("one");
  }

  @Test
  void blocksNest() throws Exception {
    ProgramSettings settings =
        read(
            """
            listen: 127.0.0.1:4333
            jetstream {
              store_dir: "/tmp/data"
            }
            authorization: { user: a, password: b }
            """);

    assertThat(settings.text(Setting.HOST)).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(4333);
    assertThat(settings.isOn(Setting.JETSTREAM)).isTrue();
    assertThat(settings.text(Setting.STORE_DIRECTORY)).isEqualTo("/tmp/data");
    assertThat(settings.text(Setting.USER)).isEqualTo("a");
    assertThat(settings.text(Setting.PASSWORD)).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jetstream: enabled", "jetstream: true", "jetstream {}", "JetStream: on"})
  void jetStreamIsEnabledInManyWays(String line) throws Exception {
    assertThat(read(line).isOn(Setting.JETSTREAM)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo: 1 | :1: unknown field \"foo\"",
        "port: 1;leafnodes { port: 2 } | :1: unknown field \"leafnodes\"",
        "jetstream { max_mem: 1X } | :1: jetstream.max_mem: no size: 1X",
        "port: [1] | :1: unknown field \"port\"",
        "port: $PORT | unsupported value of \"port\"",
        "jetstream { | block \"jetstream\" is not closed",
        "} | unexpected '}'",
        "server_name: \"one | string is not closed",
        "port: | no value for \"port\"",
        "listen: 127.0.0.1: | missing port in address"
      })
  void whatIsNotUnderstoodIsRefused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("none.conf");

    assertThatThrownBy(() -> ConfigurationFile.read(missing, new ProgramSettings()))
        .isInstanceOf(ProgramException.class)
        .hasMessage("open " + missing + ": no such file or directory");
  }

  private ProgramSettings read(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("server.conf"), text);
    ProgramSettings settings = new ProgramSettings();
    ConfigurationFile.read(file, settings);
    return settings;
  }
}
