package dev.jetharness.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a nats-server writes: its beginning and its end are kept. Thread-safe. */
final class ServerLog {
  private static final int FIRST_LINES = 60;
  private static final int LAST_LINES = 140;

  private final List<String> first = new ArrayList<>();
  private final Deque<String> last = new ArrayDeque<>();
  private boolean ended;

  private ServerLog() {}

  /** Reads the output of a process, on a daemon thread that ends with it. */
  static ServerLog follow(Process process) {
    ServerLog log = new ServerLog();
    Thread reader =
        new Thread(null, () -> log.read(process), "jetharness-log-" + process.pid(), 0, false);
    reader.setDaemon(true);
    reader.start();
    return log;
  }

  /** Waits for a line in which the pattern is found; null if the log ends or time runs out. */
  synchronized @Nullable Matcher await(Pattern pattern, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    int read = 0;
    while (true) {
      for (; read < first.size(); read++) {
        Matcher matcher = pattern.matcher(first.get(read));
        if (matcher.find()) {
          return matcher;
        }
      }
      long left = deadline - System.nanoTime();
      if (ended || left <= 0) {
        return null;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException interruption) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
  }

  /** Whether the process has closed its output, as it does when it ends. */
  synchronized boolean hasEnded() {
    return ended;
  }

  /** The lines that were kept. */
  synchronized String text() {
    return String.join("\n", first) + (last.isEmpty() ? "" : "\n…\n" + String.join("\n", last));
  }

  private void read(Process process) {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    } catch (IOException | UncheckedIOException killed) {
      add("(" + killed.getMessage() + ")");
    }
    end();
  }

  private synchronized void add(String line) {
    if (first.size() < FIRST_LINES) {
      first.add(line);
      notifyAll();
    } else {
      if (last.size() == LAST_LINES) {
        last.removeFirst();
      }
      last.addLast(line);
    }
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }
}
