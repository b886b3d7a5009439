package dev.jetharness.inmemory;

import dev.jetharness.inmemory.time.BrokerClock;
import java.io.PrintStream;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** The server program's log: lines as nats-server writes them. Thread-safe. */
final class ServerLog {
  private final PrintStream out;
  private final long pid;
  private final BrokerClock clock;
  private final ZoneId zone = ZoneId.systemDefault();
  private final boolean debug;

  ServerLog(PrintStream out, long pid, BrokerClock clock, boolean debug) {
    this.out = out;
    this.pid = pid;
    this.clock = clock;
    this.debug = debug;
  }

  void info(String message) {
    write("INF", message);
  }

  void warn(String message) {
    write("WRN", message);
  }

  void fatal(String message) {
    write("FTL", message);
  }

  void trace(String message) {
    write("TRC", message);
  }

  void debug(String message) {
    if (debug) {
      write("DBG", message);
    }
  }

  private void write(String level, String message) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), zone);
    StringBuilder line = new StringBuilder(message.length() + 64);
    line.append('[').append(pid).append("] ");
    append(line, now.getYear(), 4).append('/');
    append(line, now.getMonthValue(), 2).append('/');
    append(line, now.getDayOfMonth(), 2).append(' ');
    append(line, now.getHour(), 2).append(':');
    append(line, now.getMinute(), 2).append(':');
    append(line, now.getSecond(), 2).append('.');
    append(line, now.getNano() / 1000, 6);
    line.append(" [").append(level).append("] ").append(message).append('\n');
    out.print(line);
    out.flush();
  }

  private static StringBuilder append(StringBuilder line, int number, int digits) {
    String decimal = Integer.toString(number);
    return line.append("0".repeat(digits - decimal.length())).append(decimal);
  }
}
