package dev.jetharness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jetharness.Broker;
import dev.jetharness.BrokerFailedException;
import dev.jetharness.Brokers;
import dev.jetharness.server.RealServers;
import dev.jetharness.settings.ProcessSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own, named by a link, because it is killed here. */
@DisabledOnOs(OS.WINDOWS)
class ServerDeathTest {
  private final Path directory;

  ServerDeathTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private ProcessSettings ownServer() throws Exception {
    RealServers.start(Brokers.process()).close();
    Path link = directory.resolve("nats-server");
    return Brokers.process()
        .executable(
            Files.exists(link) ? link : Files.createSymbolicLink(link, Executable.find(null)));
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
        .isThrownBy(broker::connect)
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
