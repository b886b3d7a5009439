package dev.jetharness.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @ParameterizedTest
  @CsvSource({
    "-p 4333",
    "--p 4333",
    "-p=4333",
    "--p=4333",
    "-port 4333",
    "--port 4333",
    "--port=4333"
  })
  void aFlagTakesOneDashOrTwoAndEqualsOrSpace(String line) throws Exception {
    assertThat(CommandLine.parse(line.split(" ")).settings().port()).isEqualTo(4333);
  }

  @Test
  void theDefaultPortIsThatOfNats() throws Exception {
    assertThat(CommandLine.parse().settings().port()).isEqualTo(4222);
    assertThat(CommandLine.parse("-p", "0").settings().port()).isEqualTo(4222);
  }

  @Test
  void minusOneIsAnyFreePort() throws Exception {
    assertThat(CommandLine.parse("-p", "-1").settings().port()).isZero();
    assertThat(CommandLine.parse("-m", "-1").settings().monitorPort()).isZero();
  }

  @Test
  void withoutAMonitoringPortThereIsNone() throws Exception {
    assertThat(CommandLine.parse().settings().monitorPort()).isNegative();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-n", "--name", "--server_name"})
  void theNameHasThreeFlags(String flag) throws Exception {
    assertThat(CommandLine.parse(flag, "one").settings().text(Setting.SERVER_NAME))
        .isEqualTo("one");
  }

  @Test
  void switchesTakeAnOptionalValue() throws Exception {
    assertThat(CommandLine.parse("-js").settings().isOn(Setting.JETSTREAM)).isTrue();
    assertThat(CommandLine.parse("-js=false").settings().isOn(Setting.JETSTREAM)).isFalse();
    assertThat(CommandLine.parse().settings().isOn(Setting.JETSTREAM)).isFalse();
  }

  @Test
  void debugAndTraceComeTogether() throws Exception {
    ProgramSettings settings = CommandLine.parse("-DV").settings();

    assertThat(settings.isOn(Setting.DEBUG)).isTrue();
    assertThat(settings.isOn(Setting.TRACE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--foo | flag provided but not defined: -foo",
        "-p | flag needs an argument: -p",
        "extra | unrecognized command: \"extra\"",
        "--cluster nats://x | flag provided but not defined: -cluster"
      })
  void whatIsNotKnownIsRefused(String line, String message) {
    assertThatThrownBy(() -> CommandLine.parse(line.split(" ")))
        .isInstanceOf(ProgramException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "65536", "-2"})
  void aPortThatIsNoneIsRefused(String port) throws Exception {
    ProgramSettings settings = CommandLine.parse("-p=" + port).settings();

    assertThatThrownBy(settings::port)
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining(port);
  }

  @Test
  void flagsOverruleTheConfigurationFile(@TempDir Path directory) throws Exception {
    Path file = write(directory, "port: 1111\nserver_name: file\n");

    ProgramSettings settings = CommandLine.parse("-c", file.toString(), "-p", "2222").settings();

    assertThat(settings.port()).isEqualTo(2222);
    assertThat(settings.text(Setting.SERVER_NAME)).isEqualTo("file");
  }

  private static Path write(Path directory, String text) throws IOException {
    return Files.writeString(directory.resolve("server.conf"), text);
  }
}
