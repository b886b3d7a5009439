package dev.jetharness.process;

import dev.jetharness.BrokerFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One nats-server process. */
final class ServerProcess {
  private static final Pattern CLIENTS =
      Pattern.compile("Listening for client connections on .*:(\\d+)$");
  private static final Pattern READY = Pattern.compile("Server is ready$");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final ServerLog log;

  private ServerProcess(Process process, ServerLog log) {
    this.process = process;
    this.log = log;
  }

  /** Launches it and returns at once. */
  static ServerProcess launch(Path executable, Path config) {
    try {
      Process process =
          new ProcessBuilder(executable.toString(), "-c", config.toString())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      return new ServerProcess(process, ServerLog.follow(process));
    } catch (IOException failure) {
      throw new UncheckedIOException("can't run " + executable, failure);
    }
  }

  /**
   * Waits until it says that it is ready.
   *
   * @return where it listens for clients
   */
  InetSocketAddress awaitReady() {
    Matcher clients = await(CLIENTS);
    await(READY);
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), Integer.parseInt(clients.group(1)));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it ended because somebody else has its port. */
  boolean lostItsPort() {
    return !process.isAlive() && log.text().contains("address already in use");
  }

  /** What became of it, and the end of its log. */
  String report() {
    String state = process.isAlive() ? "runs" : "has ended with status " + process.exitValue();
    return "nats-server (pid " + process.pid() + ") " + state + "; its log:\n" + log.text();
  }

  /** Kills it: nothing that it could write in an orderly shutdown is of any use. */
  void kill() {
    process.destroyForcibly();
  }

  /** Waits until it is gone, even on an interrupted thread, which stays interrupted. */
  void awaitEnd() {
    boolean interrupted = Thread.interrupted();
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException interruption) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Matcher await(Pattern pattern) {
    Matcher found = log.await(pattern, PATIENCE);
    if (found == null) {
      if (log.hasEnded()) {
        awaitEnd();
      }
      throw new BrokerFailedException("nats-server did not start: " + report());
    }
    return found;
  }
}
