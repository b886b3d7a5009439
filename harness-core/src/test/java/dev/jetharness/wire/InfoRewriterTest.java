package dev.jetharness.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InfoRewriterTest {
  private static final String INFO =
      "INFO {\"server_id\":\"A\",\"host\":\"10.0.0.1\",\"port\":4222,\"client_id\":7,"
          + "\"connect_urls\":[\"10.0.0.1:4222\",\"10.0.0.2:4222\"]}\r\n";
  private static final String OWN =
      "INFO {\"server_id\":\"A\",\"host\":\"127.0.0.1\",\"port\":5555,\"client_id\":7}\r\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final InfoRewriter rewriter = new InfoRewriter("127.0.0.1", 5555, out);

  private String pass(String text, int chunk) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i += chunk) {
      byte[] part = Arrays.copyOfRange(bytes, i, Math.min(i + chunk, bytes.length));
      rewriter.pass(part, part.length);
    }
    return out.toString(UTF_8);
  }

  @Test
  void replacesTheServersAddresses() throws IOException {
    assertThat(pass(INFO, 1_000)).isEqualTo(OWN);
  }

  @Test
  void findsInfoBetweenMessagesHoweverTheBytesAreCut() throws IOException {
    String before = INFO + "PONG\r\nMSG a.b 1 3\r\nabc\r\n" + INFO + "+OK\r\n";
    String after = OWN + "PONG\r\nMSG a.b 1 3\r\nabc\r\n" + OWN + "+OK\r\n";
    for (int chunk = 1; chunk < before.length(); chunk++) {
      out.reset();
      assertThat(pass(before, chunk)).as("in chunks of %d", chunk).isEqualTo(after);
    }
  }

  @Test
  void changesNothingInMessages() throws IOException {
    String payload = "\r\n" + INFO;
    String headers = "NATS/1.0\r\na: " + "\"port\":1\r\n\r\n";
    String stream =
        "MSG x 1 %d\r\n%s\r\n".formatted(payload.length(), payload)
            + "HMSG x 1 r %d %d\r\n%s%s\r\n"
                .formatted(headers.length(), headers.length() + payload.length(), headers, payload);
    for (int chunk = 1; chunk < stream.length(); chunk++) {
      out.reset();
      assertThat(pass(stream, chunk)).as("in chunks of %d", chunk).isEqualTo(stream);
    }
  }

  @Test
  void changesNothingOnceTheConnectionIsEncrypted() throws IOException {
    pass(INFO, 1_000);
    out.reset();
    rewriter.stepAside();
    assertThat(pass(INFO, 10)).isEqualTo(INFO);
  }
}
