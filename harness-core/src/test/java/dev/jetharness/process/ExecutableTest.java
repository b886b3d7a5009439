package dev.jetharness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jetharness.BrokerUnavailableException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ExecutableTest {
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  private final Path directory;

  ExecutableTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Path find(@Nullable Path setting) {
    return Executable.find(setting, properties::get, environment::get);
  }

  private Path executable(String name) throws IOException {
    Path file = Files.createFile(directory.resolve(name));
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void prefersSettingToPropertyToVariableToPath() throws IOException {
    Path onPath = executable("nats-server");
    environment.put("PATH", "/nowhere" + File.pathSeparator + directory);
    assertThat(find(null)).isEqualTo(onPath);
    Path variable = executable("by-variable");
    environment.put("NATS_SERVER", variable.toString());
    assertThat(find(null)).isEqualTo(variable);
    Path property = executable("by-property");
    properties.put("jetharness.nats-server", property.toString());
    assertThat(find(null)).isEqualTo(property);
    Path setting = executable("by-setting");
    assertThat(find(setting)).isEqualTo(setting);
  }

  @Test
  void doesNotFallBackFromANamedFileThatIsMissing() throws IOException {
    executable("nats-server");
    environment.put("PATH", directory.toString());
    environment.put("NATS_SERVER", directory.resolve("missing").toString());
    assertThatExceptionOfType(BrokerUnavailableException.class)
        .isThrownBy(() -> find(null))
        .withMessageContaining("missing")
        .withMessageContaining("named by NATS_SERVER");
  }

  @Test
  void saysInOneLineHowToGetAServer() {
    assertThatExceptionOfType(BrokerUnavailableException.class)
        .isThrownBy(() -> find(null))
        .withMessageContaining("no nats-server on the PATH")
        .withMessageContaining("https://")
        .satisfies(missing -> assertThat(missing.getMessage()).doesNotContain("\n"));
  }
}
