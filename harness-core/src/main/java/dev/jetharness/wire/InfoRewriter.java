package dev.jetharness.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;

/**
 * Passes on what a server sends, with its own addresses in INFO replaced by the proxy's, so that
 * clients do not find their way past it. All else goes through byte for byte. Not thread-safe.
 */
final class InfoRewriter {
  private static final Pattern HOST = Pattern.compile("\"host\"\\s*:\\s*\"[^\"]*\"");
  private static final Pattern PORT = Pattern.compile("\"port\"\\s*:\\s*\\d+");
  private static final Pattern URLS =
      Pattern.compile(",\\s*\"(?:ws_)?connect_urls\"\\s*:\\s*\\[[^\\]]*\\]");

  /** Longer than any control line; what goes on without a line end is not the protocol. */
  private static final int LONGEST_LINE = 1 << 20;

  private final String host;
  private final String port;
  private final OutputStream out;

  /** The part of a control line that earlier chunks held. */
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** How many bytes of a message's body are still to come, its line end included. */
  private long body;

  private boolean transparent;

  InfoRewriter(String host, int port, OutputStream out) {
    this.host = "\"host\":\"" + host + "\"";
    this.port = "\"port\":" + port;
    this.out = out;
  }

  /** Passes on a chunk; an unfinished control line waits for its end. */
  void pass(byte[] bytes, int length) throws IOException {
    int i = 0;
    while (i < length) {
      if (transparent) {
        out.write(bytes, i, length - i);
        return;
      }
      i = body > 0 ? passBody(bytes, i, length) : passLine(bytes, i, length);
    }
  }

  /** Passes on everything as it is from now on: the connection is encrypted. */
  void stepAside() throws IOException {
    if (!transparent) {
      transparent = true;
      line.writeTo(out);
      line.reset();
    }
  }

  private int passBody(byte[] bytes, int from, int end) throws IOException {
    int count = (int) Math.min(body, end - from);
    out.write(bytes, from, count);
    body -= count;
    return from + count;
  }

  private int passLine(byte[] bytes, int from, int end) throws IOException {
    int i = from;
    while (i < end && bytes[i] != '\n') {
      i++;
    }
    int next = Math.min(i + 1, end);
    line.write(bytes, from, next - from);
    if (i < end) {
      passLine();
    } else if (line.size() > LONGEST_LINE) {
      stepAside();
    }
    return next;
  }

  private void passLine() throws IOException {
    byte[] whole = line.toByteArray();
    line.reset();
    switch (whole[0]) {
      case 'I', 'i' -> whole = rewrite(new String(whole, UTF_8)).getBytes(UTF_8);
      case 'M', 'm', 'H', 'h' -> body = lastNumber(whole) + 2;
      default -> {
        // Neither addresses in it nor a body after it.
      }
    }
    out.write(whole);
  }

  private String rewrite(String info) {
    String own = HOST.matcher(info).replaceFirst(host);
    own = PORT.matcher(own).replaceFirst(port);
    return URLS.matcher(own).replaceAll("");
  }

  /** The size of a message is the last number on its line. */
  private static long lastNumber(byte[] line) {
    String text = new String(line, UTF_8).stripTrailing();
    try {
      return Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
    } catch (NumberFormatException notAMessage) {
      return -2;
    }
  }
}
