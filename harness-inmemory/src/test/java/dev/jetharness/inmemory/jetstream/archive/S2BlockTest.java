package dev.jetharness.inmemory.jetstream.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class S2BlockTest {
  private static final int LIMIT = 1 << 20;

  private static String decode(int... block) throws S2Exception {
    return new String(S2Block.decode(bytes(block), 0, LIMIT), UTF_8);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static void refused(int... block) {
    assertThatThrownBy(() -> decode(block))
        .isInstanceOf(S2Exception.class)
        .hasMessage("s2: corrupt input");
  }

  @Test
  void literalsOfEveryLength() throws S2Exception {
    assertThat(decode(3, 2 << 2, 'a', 'b', 'c')).isEqualTo("abc");
    assertThat(decode(2, 60 << 2, 1, 'a', 'b')).isEqualTo("ab");
    assertThat(decode(2, 61 << 2, 1, 0, 'a', 'b')).isEqualTo("ab");
    assertThat(decode(2, 62 << 2, 1, 0, 0, 'a', 'b')).isEqualTo("ab");
    assertThat(decode(2, 63 << 2, 1, 0, 0, 0, 'a', 'b')).isEqualTo("ab");
    assertThat(decode(0)).isEmpty();
  }

  @Test
  void copiesNearAndFar() throws S2Exception {
    assertThat(decode(6, 1 << 2, 'a', 'b', 0 << 2 | 1, 2)).isEqualTo("ababab");
    assertThat(decode(5, 1 << 2, 'a', 'b', 2 << 2 | 2, 1, 0)).isEqualTo("abbbb");
    assertThat(decode(5, 1 << 2, 'a', 'b', 2 << 2 | 3, 2, 0, 0, 0)).isEqualTo("ababa");
  }

  @Test
  void aDistanceIsRepeated() throws S2Exception {
    assertThat(decode(10, 1 << 2, 'a', 'b', 0 << 2 | 1, 2, 0 << 2 | 1, 0)).isEqualTo("ababababab");
    assertThat(decode(16, 0, 'a', 1 << 2 | 1, 1, 5 << 2 | 1, 0, 2)).isEqualTo("a".repeat(16));
    assertThat(decode(0x8a, 2, 0, 'a', 0 << 2 | 1, 1, 6 << 2 | 1, 0, 1, 0))
        .isEqualTo("a".repeat(266));
    assertThat(decode(0x8a, 0x80, 4, 0, 'a', 0 << 2 | 1, 1, 7 << 2 | 1, 0, 1, 0, 0))
        .isEqualTo("a".repeat(65_546));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused();
    refused(0x80);
    refused(0xff, 0xff, 0xff, 0xff, 0xff, 1);
    refused(0xff, 0xff, 0xff, 0xff, 0x0f);
    refused(3, 2 << 2, 'a', 'b');
    refused(2, 2 << 2, 'a', 'b', 'c');
    refused(4, 2 << 2, 'a', 'b', 'c');
    refused(3, 63 << 2, 0xff, 0xff, 0xff, 0xff, 'a');
    refused(3, 60 << 2);
  }

  @Test
  void copiesReachOnlyWhatIsThere() {
    refused(6, 1 << 2, 'a', 'b', 1, 3);
    refused(6, 1 << 2, 'a', 'b', 1, 0);
    refused(6, 1 << 2, 'a', 'b', 2 << 2 | 2, 0, 0);
    refused(6, 1 << 2, 'a', 'b', 2 << 2 | 3, 0, 0, 0, 0x80);
    refused(5, 1 << 2, 'a', 'b', 1, 2);
    refused(6, 1 << 2, 'a', 'b', 1);
    refused(6, 1, 0);
  }

  @Test
  void noBytesBreakIt() {
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      byte[] block = new byte[random.nextInt(40)];
      random.nextBytes(block);
      try {
        assertThat(S2Block.decode(block, 0, LIMIT)).hasSizeLessThanOrEqualTo(LIMIT);
      } catch (S2Exception refused) {
        assertThat(refused).hasMessage("s2: corrupt input");
      }
    }
  }
}
