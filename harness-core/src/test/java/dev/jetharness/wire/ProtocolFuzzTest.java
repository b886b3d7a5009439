package dev.jetharness.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestReporter;

class ProtocolFuzzTest {
  private static final int MAX_CONTROL_LINE = 512;
  private static final int MAX_PAYLOAD = 4096;
  private static final String[] FRAGMENTS = {
    "PUB ",
    "HPUB ",
    "SUB ",
    "UNSUB ",
    "CONNECT ",
    "PING",
    "PONG",
    "INFO ",
    "-ERR ",
    "+OK",
    "MSG ",
    "HMSG ",
    "\r\n",
    "\n",
    "\r",
    " ",
    "\t",
    "a.b",
    "12",
    "0",
    "4096",
    "999999999",
    "99999999999999",
    "NATS/1.0\r\n\r\n",
    "{\"a\":1}",
    "\0",
    "\u00ff"
  };

  /** Fails on a body larger than was allowed. */
  private static final class BoundedHandler implements ProtocolHandler {
    @Override
    public void publish(String subject, @Nullable String reply, byte[] headers, byte[] payload) {
      assertThat(headers.length + payload.length).isLessThanOrEqualTo(MAX_PAYLOAD);
    }

    @Override
    public void message(
        String subject, String sid, @Nullable String reply, byte[] headers, byte[] payload) {
      assertThat(headers.length + payload.length).isLessThanOrEqualTo(MAX_PAYLOAD);
    }

    @Override
    public void connect(byte[] json) {
      assertThat(json.length).isLessThanOrEqualTo(MAX_CONTROL_LINE);
    }
  }

  @RepeatedTest(10)
  void takesOrRefusesAnyBytesWithinItsLimits(TestReporter reporter) {
    long seed = new Random().nextLong();
    reporter.publishEntry("seed", Long.toString(seed));
    Random random = new Random(seed);
    for (int round = 0; round < 1_000; round++) {
      ProtocolHandler handler = new BoundedHandler();
      ProtocolParser parser =
          random.nextBoolean()
              ? ProtocolParser.fromClient(handler, MAX_CONTROL_LINE, MAX_PAYLOAD)
              : ProtocolParser.fromServer(handler, MAX_CONTROL_LINE, MAX_PAYLOAD);
      byte[] bytes = random.nextInt(4) == 0 ? noise(random) : likelyText(random);
      try {
        for (int from = 0; from < bytes.length; ) {
          int length = Math.min(1 + random.nextInt(64), bytes.length - from);
          parser.parse(bytes, from, length);
          from += length;
        }
      } catch (ProtocolException refused) {
        assertThat(refused.reason()).as("seed %d", seed).isNotNull();
      }
    }
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(2_000)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] likelyText(Random random) {
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(200);
    for (int i = 0; i < count; i++) {
      text.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
    }
    return text.toString().getBytes(ISO_8859_1);
  }
}
