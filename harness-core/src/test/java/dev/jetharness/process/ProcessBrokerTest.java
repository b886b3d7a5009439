package dev.jetharness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jetharness.Broker;
import dev.jetharness.BrokerFailedException;
import dev.jetharness.BrokerUnavailableException;
import dev.jetharness.Brokers;
import dev.jetharness.server.RealBrokerContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessBrokerTest extends RealBrokerContract {

  ProcessBrokerTest() {
    super(Brokers.process());
  }

  private static List<ProcessHandle> servers() {
    return ProcessHandle.current().children().toList();
  }

  @Test
  void sharesOneProcessAmongAllBrokers() {
    List<ProcessHandle> before = servers();
    try (Broker one = Brokers.process().start();
        Broker other = Brokers.process().start()) {
      assertThat(one.url()).isNotEqualTo(other.url());
      assertThat(servers()).isEqualTo(before);
    }
  }

  @Test
  void saysHowToGetAServerThatIsMissing(@TempDir Path directory) {
    assertThatExceptionOfType(BrokerUnavailableException.class)
        .isThrownBy(() -> Brokers.process().executable(directory.resolve("nats-server")).start())
        .withMessageContaining("not an executable file")
        .withMessageContaining("-Djetharness.nats-server=")
        .withMessageContaining("NATS_SERVER=");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void showsTheLogOfAServerThatDoesNotStart(@TempDir Path directory) throws Exception {
    Path broken = directory.resolve("nats-server");
    Files.writeString(broken, "#!/bin/sh\necho '[FTL] out of luck'\nexit 3\n");
    assertThat(broken.toFile().setExecutable(true)).isTrue();
    assertThatExceptionOfType(BrokerFailedException.class)
        .isThrownBy(() -> Brokers.process().executable(broken).start())
        .withMessageContaining("status 3")
        .withMessageContaining("out of luck");
  }
}
