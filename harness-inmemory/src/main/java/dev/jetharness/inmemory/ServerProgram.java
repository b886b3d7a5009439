package dev.jetharness.inmemory;

import dev.jetharness.inmemory.time.BrokerClock;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The in-memory broker as a program, which takes nats-server's flags and writes its log lines, so
 * that a tool that expects nats-server can start it instead.
 */
public final class ServerProgram {
  private static final String NAME = "nats-server";
  private static final String VERSION = NAME + ": v2.15.1";
  private static final String USAGE =
      """

      Usage: nats-server [options]

      Server Options:
          -a, --addr, --net <host>         Bind to host address (default: 0.0.0.0)
          -p, --port <port>                Use port for clients (default: 4222, -1 for a random one)
          -n, --name, --server_name <name> Server name (default: auto)
          -P, --pid <file>                 File to store PID
          -m, --http_port <port>           Use port for http monitoring (/varz and /healthz)
          -c, --config <file>              Configuration file
              --ports_file_dir <dir>       Creates a ports file in the specified directory

      Logging Options:
          -l, --log <file>                 File to redirect log output
          -D, --debug                      Enable debugging output
          -V, --trace                      Trace the messages that go through
          -DV                              Debug and trace

      JetStream Options:
          -js, --jetstream                 Enable JetStream functionality
          -sd, --store_dir <dir>           Set the storage directory, which stays empty

      Authorization Options:
              --user <user>                User required for connections
              --pass <password>            Password required for connections
              --auth <token>               Authorization token required for connections

      Common Options:
          -h, --help                       Show this message
          -v, --version                    Show version
      """;

  private ServerProgram() {}

  /** Runs the server until a signal ends the program. */
  public static void main(String... arguments) {
    try {
      CommandLine line = CommandLine.parse(arguments);
      if (line.wantsVersion()) {
        System.out.println(VERSION);
      } else if (line.wantsHelp()) {
        System.out.print(USAGE);
      } else {
        run(line);
      }
    } catch (ProgramException refused) {
      fail(refused);
    } catch (IOException | UncheckedIOException failed) {
      fail(failed);
    }
  }

  private static void run(CommandLine line) throws ProgramException, IOException {
    ProgramSettings settings = line.settings();
    BrokerClock clock = new BrokerClock();
    long pid = ProcessHandle.current().pid();
    PrintStream out = output(settings.text(Setting.LOG_FILE));
    ServerLog log = new ServerLog(out, pid, clock, settings.isOn(Setting.DEBUG));
    RunningServer server = new RunningServer(settings, line.configuration(), clock, log, pid);
    // A signal ends the program with status 0, as it does nats-server.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  Runtime.getRuntime().halt(0);
                },
                "shutdown"));
    String pidFile = settings.text(Setting.PID_FILE);
    if (pidFile != null) {
      Files.writeString(Path.of(pidFile), Long.toString(pid));
    }
    server.start();
    waitForSignal();
  }

  /** All threads of the server are daemons: only this one keeps the program alive. */
  private static void waitForSignal() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  private static PrintStream output(@Nullable String logFile) throws IOException {
    return logFile == null
        ? System.err
        : new PrintStream(new FileOutputStream(logFile, true), false, StandardCharsets.UTF_8);
  }

  private static void fail(Exception why) {
    System.err.println(NAME + ": " + why.getMessage());
    Runtime.getRuntime().halt(1);
  }
}
