package dev.jetharness.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jetharness.wire.ProtocolException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolParserTest {
  private static final int MAX_CONTROL_LINE = 64;
  private static final int MAX_PAYLOAD = 100;

  private static final String CLIENT_BYTES =
      """
      CONNECT {"verbose":false}\r
      PUB a.b 5\r
      he\r
      o\r
      pub\ta  reply\t 0\r
      \r
      HPUB a 12 14\r
      NATS/1.0\r
      \r
      hi\r
      HPUB a r.x 12 12\r
      NATS/1.0\r
      \r
      \r
      SUB a.* 1\r
      sub a.> workers 2\r
      UNSUB 1\r
      UNSUB 2 17
      PING\r
      pong\r
      +OK\r
      INFO {}\r
      -ERR 'what'\r
      connect{"a":1}\r
      """;

  private static final List<String> CLIENT_OPERATIONS =
      List.of(
          "CONNECT {\"verbose\":false}",
          "PUB a.b null [] he\r\no",
          "PUB a reply [] ",
          "PUB a null [NATS/1.0\r\n\r\n] hi",
          "PUB a r.x [NATS/1.0\r\n\r\n] ",
          "SUB a.* null 1",
          "SUB a.> workers 2",
          "UNSUB 1 0",
          "UNSUB 2 17",
          "PING",
          "PONG",
          "+OK",
          "INFO {}",
          "-ERR what",
          "CONNECT {\"a\":1}");

  private static final String SERVER_BYTES =
      """
      INFO {"server_id":"N"} \r
      +OK\r
      MSG a.b 1 3\r
      \r
      x\r
      MSG a.b 1 reply 0\r
      \r
      HMSG a 9 16 16\r
      NATS/1.0 503\r
      \r
      \r
      HMSG a 9 r 12 13\r
      NATS/1.0\r
      \r
      \0\r
      PING\r
      PONG\r
      -ERR 'Stale Connection'\r
      """;

  private static final List<String> SERVER_OPERATIONS =
      List.of(
          "INFO {\"server_id\":\"N\"} ",
          "+OK",
          "MSG a.b 1 null [] \r\nx",
          "MSG a.b 1 reply [] ",
          "MSG a 9 null [NATS/1.0 503\r\n\r\n] ",
          "MSG a 9 r [NATS/1.0\r\n\r\n] \0",
          "PING",
          "PONG",
          "-ERR Stale Connection");

  private static final class StopsAtPing implements ProtocolHandler {
    final ProtocolParser parser = ProtocolParser.fromClient(this, MAX_CONTROL_LINE, MAX_PAYLOAD);
    int pings;

    @Override
    public void ping() {
      pings++;
      parser.stop();
    }
  }

  private final RecordingHandler handler = new RecordingHandler();

  private ProtocolParser fromClient() {
    return ProtocolParser.fromClient(handler, MAX_CONTROL_LINE, MAX_PAYLOAD);
  }

  private ProtocolParser fromServer() {
    return ProtocolParser.fromServer(handler, MAX_CONTROL_LINE, MAX_PAYLOAD);
  }

  private static void feed(ProtocolParser parser, String text) throws ProtocolException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    parser.parse(bytes, 0, bytes.length);
  }

  @Test
  void understandsEveryOperationOfAClient() throws ProtocolException {
    feed(fromClient(), CLIENT_BYTES);
    assertThat(handler.operations).isEqualTo(CLIENT_OPERATIONS);
  }

  @Test
  void understandsEveryOperationOfAServer() throws ProtocolException {
    feed(fromServer(), SERVER_BYTES);
    assertThat(handler.operations).isEqualTo(SERVER_OPERATIONS);
  }

  @Test
  void understandsAClientWhereverItsBytesAreCut() throws ProtocolException {
    for (int cut = 0; cut <= CLIENT_BYTES.length(); cut++) {
      handler.operations.clear();
      ProtocolParser parser = fromClient();
      feed(parser, CLIENT_BYTES.substring(0, cut));
      feed(parser, CLIENT_BYTES.substring(cut));
      assertThat(handler.operations).as("cut at %d", cut).isEqualTo(CLIENT_OPERATIONS);
    }
  }

  @Test
  void understandsAServerWhereverItsBytesAreCut() throws ProtocolException {
    for (int cut = 0; cut <= SERVER_BYTES.length(); cut++) {
      handler.operations.clear();
      ProtocolParser parser = fromServer();
      feed(parser, SERVER_BYTES.substring(0, cut));
      feed(parser, SERVER_BYTES.substring(cut));
      assertThat(handler.operations).as("cut at %d", cut).isEqualTo(SERVER_OPERATIONS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7})
  void understandsBytesInSmallChunks(int size) throws ProtocolException {
    ProtocolParser parser = fromClient();
    for (int from = 0; from < CLIENT_BYTES.length(); from += size) {
      feed(parser, CLIENT_BYTES.substring(from, Math.min(from + size, CLIENT_BYTES.length())));
    }
    assertThat(handler.operations).isEqualTo(CLIENT_OPERATIONS);
  }

  @Test
  void readsOnlyTheGivenPartOfTheArray() throws ProtocolException {
    byte[] bytes = "xxPING\r\nyy".getBytes(UTF_8);
    fromClient().parse(bytes, 2, 6);
    assertThat(handler.operations).containsExactly("PING");
  }

  @Test
  void takesSubjectsAsUtf8() throws ProtocolException {
    byte[] bytes = "SUB grüße.öl 1\r\n".getBytes(UTF_8);
    fromClient().parse(bytes, 0, bytes.length);
    assertThat(handler.operations).containsExactly("SUB grüße.öl null 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/1.1 | UNKNOWN_OPERATION",
        "PUBLISH        | UNKNOWN_OPERATION",
        "MSG a 1 0      | UNKNOWN_OPERATION",
        "PING\\nX       | UNKNOWN_OPERATION",
        "PUB a 1\\n12   | UNKNOWN_OPERATION",
        "PUB a\\n       | MALFORMED_ARGUMENTS",
        "PUB a b c 1\\n  | MALFORMED_ARGUMENTS",
        "PUB a -1\\n     | MALFORMED_ARGUMENTS",
        "PUB a 1x\\n     | MALFORMED_ARGUMENTS",
        "PUB a 1234567890\\n | MALFORMED_ARGUMENTS",
        "HPUB a 12\\n    | MALFORMED_ARGUMENTS",
        "HPUB a 13 12\\n | MALFORMED_ARGUMENTS",
        "SUB a\\n        | MALFORMED_ARGUMENTS",
        "SUB a b c d\\n  | MALFORMED_ARGUMENTS",
        "UNSUB 1 2 3\\n  | MALFORMED_ARGUMENTS",
        "PUB a 101\\n    | PAYLOAD_TOO_LARGE",
        "HPUB a 12 999999999\\n | PAYLOAD_TOO_LARGE",
      })
  void refusesWhatAClientMayNotSend(String text, Reason reason) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> feed(fromClient(), text.replace("\\n", "\n")))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void refusesClientOperationsFromAServer() {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> feed(fromServer(), "SUB a 1\r\n"))
        .withMessage("no operation goes on with \"SUB a 1\r\n\"");
  }

  @Test
  void refusesALongControlLineWithItsEndInSight() {
    String line = "SUB " + "a".repeat(MAX_CONTROL_LINE - 1) + " 1\r\n";
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> feed(fromClient(), line))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONTROL_LINE_TOO_LONG));
  }

  @Test
  void refusesALongControlLineBeforeItsEnd() throws ProtocolException {
    ProtocolParser parser = fromClient();
    feed(parser, "SUB " + "a".repeat(MAX_CONTROL_LINE + 1));
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> feed(parser, "a"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONTROL_LINE_TOO_LONG));
  }

  @Test
  void takesAControlLineOfExactlyTheLimitInOneChunkAndInTwo() throws ProtocolException {
    String subject = "a".repeat(MAX_CONTROL_LINE - 2);
    feed(fromClient(), "SUB " + subject + " 1\r\n");
    ProtocolParser parser = fromClient();
    feed(parser, "SUB " + subject + " 1\r");
    feed(parser, "\n");
    assertThat(handler.operations).hasSize(2).containsOnly("SUB " + subject + " null 1");
  }

  @Test
  void refusesHeadersUntilTheyAreNegotiated() {
    ProtocolParser parser = fromClient();
    parser.allowHeaders(false);
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> feed(parser, "HPUB a 12 12\r\n"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.HEADERS_NOT_NEGOTIATED));
  }

  @Test
  void canInsistOnConnectFirst() throws ProtocolException {
    ProtocolParser parser = fromClient();
    parser.expectConnect(true);
    feed(parser, "connect {}\r\n");
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> feed(parser, "P"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONNECT_EXPECTED));
  }

  @Test
  void ignoresTheRestOfTheChunkOnceItsHandlerStopsIt() throws ProtocolException {
    StopsAtPing stopping = new StopsAtPing();
    feed(stopping.parser, "PING\r\nPING\r\nnonsense");
    feed(stopping.parser, "PING\r\n");
    assertThat(stopping.pings).isEqualTo(1);
  }

  @Test
  void takesNothingMoreAfterAnError() throws ProtocolException {
    ProtocolParser parser = fromClient();
    assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> feed(parser, "X"));
    feed(parser, "PING\r\n");
    assertThat(handler.operations).isEmpty();
  }
}
