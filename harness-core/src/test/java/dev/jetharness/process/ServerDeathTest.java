package dev.jetharness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jetharness.Broker;
import dev.jetharness.BrokerFailedException;
import dev.jetharness.Brokers;
import dev.jetharness.server.RealServers;
import dev.jetharness.settings.ProcessSettings;
import io.nats.client.ErrorListener;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own, named by a link, because it is killed here. */
@DisabledOnOs(OS.WINDOWS)
class ServerDeathTest {
  private final Path link;

  ServerDeathTest(@TempDir Path directory) {
    link = directory.resolve("nats-server");
  }

  private ProcessSettings ownServer() throws Exception {
    RealServers.start(Brokers.process()).close();
    return Brokers.process()
        .executable(
            Files.exists(link) ? link : Files.createSymbolicLink(link, Executable.find(null)));
  }

  private static Options.Builder quiet() {
    return Options.builder().errorListener(new ErrorListener() {});
  }

  @AfterEach
  void removeLink() throws IOException {
    Files.deleteIfExists(link);
  }

  private static ProcessHandle newChild(List<ProcessHandle> before) {
    return ProcessHandle.current()
        .children()
        .filter(child -> !before.contains(child))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void showsTheLogOfAServerThatDiesAndStartsAnotherOne() throws Exception {
    ProcessSettings settings = ownServer();
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    Broker broker = settings.start();
    ProcessHandle server = newChild(before);
    server.destroyForcibly();
    server.onExit().join();

    assertThatExceptionOfType(BrokerFailedException.class)
        .isThrownBy(() -> broker.connect(quiet()))
        .withMessageContaining("has ended")
        .withMessageContaining("Server is ready");
    try (Broker next = settings.start()) {
      assertThat(next.serverVersion()).isNotEmpty();
    }
    assertThatExceptionOfType(BrokerFailedException.class).isThrownBy(broker::close);
  }

  @Test
  void leavesNeitherProcessNorFileAfterTheLastBroker() throws Exception {
    ProcessSettings settings = ownServer();
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    Broker broker = settings.start();
    ProcessHandle server = newChild(before);
    Path config = Path.of(server.info().arguments().map(arguments -> arguments[1]).orElseThrow());
    assertThat(config).exists();
    broker.close();
    assertThat(server.isAlive()).isFalse();
    assertThat(config.getParent()).doesNotExist();
  }
}
