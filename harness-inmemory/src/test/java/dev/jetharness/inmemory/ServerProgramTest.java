package dev.jetharness.inmemory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program, in a process of its own, as tools start nats-server. */
@Timeout(60)
class ServerProgramTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path directory;
  private final List<Process> processes = new ArrayList<>();

  ServerProgramTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void killWhatIsLeft() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void saysWhereItListensAndServesClients() throws Exception {
    Running server = run("-a", "127.0.0.1", "-p", "-1", "-js", "--name=one");

    try (Connection connection = Nats.connect(server.url())) {
      assertThat(connection.getServerInfo().getServerName()).isEqualTo("one");
      assertThat(connection.getServerInfo().getVersion()).isEqualTo("2.15.1");
      assertThat(connection.jetStreamManagement().getStreamNames()).isEmpty();
    }
    assertThat(server.log())
        .anyMatch(
            line -> line.matches("\\[\\d+] [\\d/]{10} [\\d:.]{15} \\[INF] Starting nats-server"))
        .anyMatch(line -> line.endsWith("[INF] Server is ready"));
  }

  @Test
  void aSignalEndsItWithStatusZero() throws Exception {
    Running server = run("-a", "127.0.0.1", "-p", "-1");

    server.process().destroy();

    assertThat(server.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(server.process().exitValue()).isZero();
  }

  @Test
  void withoutTheFlagThereIsNoJetStream() throws Exception {
    Running server = run("-a", "127.0.0.1", "-p", "-1");

    Options telling = Options.builder().server(server.url()).reportNoResponders().build();
    try (Connection connection = Nats.connect(telling)) {
      assertThat(connection.getServerInfo().isJetStreamAvailable()).isFalse();
      assertThatThrownBy(
              () ->
                  connection
                      .request("$JS.API.INFO", new byte[0])
                      .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .hasMessageContaining("503");
    }
  }

  @Test
  void asksForTheCredentialsOfItsConfiguration() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("server.conf"),
            "listen: 127.0.0.1:-1\nauthorization { user: a, password: b }\n");
    Running server = run("-c", file.toString());

    Options.Builder stranger = Options.builder().server(server.url()).maxReconnects(0);
    assertThatThrownBy(() -> Nats.connect(stranger.build())).hasMessageContaining("Authorization");
    Options known = Options.builder().server(server.url()).userInfo("a", "b").build();
    try (Connection connection = Nats.connect(known)) {
      assertThat(connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
    }
  }

  @Test
  void writesItsFilesAndTakesThePortsFileAway() throws Exception {
    Path pidFile = directory.resolve("pid");
    Running server =
        run("-a=127.0.0.1", "-p=-1", "-m=-1", "-P=" + pidFile, "--ports_file_dir=" + directory);
    long pid = server.process().pid();
    Path ports = directory.resolve("nats-server_" + pid + ".ports");

    assertThat(pidFile).hasContent(Long.toString(pid));
    assertThat(ports).content().contains("{\"nats\":[\"" + server.url() + "\"],\"monitoring\":[");
    server.process().destroy();
    assertThat(server.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(ports).doesNotExist();
  }

  @Test
  void tellsThatItForgets() throws Exception {
    Running server = run("-a=127.0.0.1", "-p=-1", "-js", "-sd", directory.toString());

    assertThat(server.log()).anyMatch(line -> line.contains("[WRN]") && line.contains("memory"));
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    Process process = start("--cluster", "nats://127.0.0.1:6222");

    assertThat(lines(process)).contains("nats-server: flag provided but not defined: -cluster");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void refusesAPortThatIsTaken() throws Exception {
    Running first = run("-a=127.0.0.1", "-p=-1");
    String port = first.url().substring(first.url().lastIndexOf(':') + 1);

    Process second = start("-a=127.0.0.1", "-p=" + port);

    assertThat(lines(second)).last().asString().contains(port);
    assertThat(second.waitFor()).isEqualTo(1);
  }

  @Test
  void printsItsVersion() throws Exception {
    Process process = start("-v");

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).strip())
        .isEqualTo("nats-server: v2.15.1");
    assertThat(process.waitFor()).isZero();
  }

  private record Running(Process process, String url, List<String> log) {}

  private Running run(String... flags) throws IOException {
    Process process = start(flags);
    List<String> log = new ArrayList<>();
    String url = "";
    BufferedReader reader = process.errorReader(UTF_8);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      log.add(line);
      if (line.contains("Listening for client connections on ")) {
        url = "nats://" + line.substring(line.lastIndexOf(' ') + 1);
      }
      if (line.endsWith("Server is ready")) {
        return new Running(process, url, log);
      }
    }
    throw new AssertionError("it ended: " + log);
  }

  private Process start(String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ServerProgram.class.getName());
    command.addAll(List.of(flags));
    Process process = new ProcessBuilder(command).start();
    processes.add(process);
    return process;
  }

  private static List<String> lines(Process process) {
    return new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))
        .lines()
        .toList();
  }
}
