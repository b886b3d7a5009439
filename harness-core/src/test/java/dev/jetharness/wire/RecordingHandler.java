package dev.jetharness.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down each operation as one line of text. */
final class RecordingHandler implements ProtocolHandler {
  final List<String> operations = new ArrayList<>();

  @Override
  public void connect(byte[] json) {
    operations.add("CONNECT " + text(json));
  }

  @Override
  public void publish(String subject, @Nullable String reply, byte[] headers, byte[] payload) {
    operations.add("PUB " + subject + " " + reply + " [" + text(headers) + "] " + text(payload));
  }

  @Override
  public void subscribe(String subject, @Nullable String queue, String sid) {
    operations.add("SUB " + subject + " " + queue + " " + sid);
  }

  @Override
  public void unsubscribe(String sid, int max) {
    operations.add("UNSUB " + sid + " " + max);
  }

  @Override
  public void message(
      String subject, String sid, @Nullable String reply, byte[] headers, byte[] payload) {
    operations.add(
        "MSG " + subject + " " + sid + " " + reply + " [" + text(headers) + "] " + text(payload));
  }

  @Override
  public void info(byte[] json) {
    operations.add("INFO " + text(json));
  }

  @Override
  public void ping() {
    operations.add("PING");
  }

  @Override
  public void pong() {
    operations.add("PONG");
  }

  @Override
  public void ok() {
    operations.add("+OK");
  }

  @Override
  public void error(String text) {
    operations.add("-ERR " + text);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
