package dev.jetharness.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class ProtocolWriterTest {
  private static final byte[] NONE = new byte[0];
  private static final byte[] HEADERS = "NATS/1.0\r\nA: b\r\n\r\n".getBytes(UTF_8);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ProtocolWriter writer = new ProtocolWriter(out::write);

  private String written() {
    return out.toString(UTF_8);
  }

  @Test
  void writesMessages() {
    writer.message("a.b", "1", null, NONE, "hello".getBytes(UTF_8));
    writer.message("a", "22", "r", NONE, NONE);
    writer.message("a", "3", null, HEADERS, "x".getBytes(UTF_8));
    writer.message("a", "3", "r", HEADERS, NONE);
    assertThat(written())
        .isEqualTo(
            """
            MSG a.b 1 5\r
            hello\r
            MSG a 22 r 0\r
            \r
            HMSG a 3 18 19\r
            NATS/1.0\r
            A: b\r
            \r
            x\r
            HMSG a 3 r 18 18\r
            NATS/1.0\r
            A: b\r
            \r
            \r
            """);
  }

  @Test
  void writesPublishes() {
    writer.publish("a.b", null, NONE, new byte[10]);
    writer.publish("a", "r", HEADERS, NONE);
    assertThat(written())
        .isEqualTo(
            "PUB a.b 10\r\n"
                + "\0".repeat(10)
                + "\r\nHPUB a r 18 18\r\nNATS/1.0\r\nA: b\r\n\r\n\r\n");
  }

  @Test
  void writesSubscriptionsAndSignals() {
    writer.connect("{}".getBytes(UTF_8));
    writer.subscribe("a.>", null, "1");
    writer.subscribe("a.>", "q", "2");
    writer.unsubscribe("1", 0);
    writer.unsubscribe("2", 5);
    writer.info("{\"a\":1}".getBytes(UTF_8));
    writer.ping();
    writer.pong();
    writer.ok();
    writer.error("Stale Connection");
    assertThat(written())
        .isEqualTo(
            """
            CONNECT {}\r
            SUB a.> 1\r
            SUB a.> q 2\r
            UNSUB 1\r
            UNSUB 2 5\r
            INFO {"a":1} \r
            PING\r
            PONG\r
            +OK\r
            -ERR 'Stale Connection'\r
            """);
  }

  @Test
  void writesSubjectsAsUtf8HoweverLong() {
    String subject = "grüße." + "x".repeat(500) + ".öl";
    writer.subscribe(subject, null, "1");
    assertThat(written()).isEqualTo("SUB " + subject + " 1\r\n");
  }

  @Test
  void writesWhatTheParserReads() throws ProtocolException {
    writer.message("a.b", "1", "reply", HEADERS, "hello".getBytes(UTF_8));
    RecordingHandler handler = new RecordingHandler();
    ProtocolParser.fromServer(handler, 4096, 4096).parse(out.toByteArray(), 0, out.size());
    assertThat(handler.operations)
        .containsExactly("MSG a.b 1 reply [NATS/1.0\r\nA: b\r\n\r\n] hello");
  }
}
