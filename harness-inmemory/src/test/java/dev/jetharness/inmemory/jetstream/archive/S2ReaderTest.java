package dev.jetharness.inmemory.jetstream.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class S2ReaderTest {
  private final ByteArrayOutputStream decoded = new ByteArrayOutputStream();
  private final S2Reader reader = new S2Reader();

  private void read(byte[] bytes) throws S2Exception {
    reader.read(bytes, decoded::writeBytes);
  }

  private void refuses(byte[] bytes, String problem) {
    assertThatThrownBy(() -> new S2Reader().read(bytes, data -> {}))
        .isInstanceOf(S2Exception.class)
        .hasMessage(problem);
  }

  private static byte[] stream(String identifier, byte[]... frames) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(frame(0xff, identifier.getBytes(ISO_8859_1)));
    for (byte[] frame : frames) {
      stream.writeBytes(frame);
    }
    return stream.toByteArray();
  }

  private static byte[] frame(int type, byte[] content) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(type);
    for (int i = 0; i < 3; i++) {
      frame.write(content.length >>> (8 * i));
    }
    frame.writeBytes(content);
    return frame.toByteArray();
  }

  private static byte[] data(int type, String data, byte[] content) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    int checksum = S2Frame.checksum(data.getBytes(ISO_8859_1));
    for (int i = 0; i < 4; i++) {
      frame.write(checksum >>> (8 * i));
    }
    frame.writeBytes(content);
    return frame(type, frame.toByteArray());
  }

  private static byte[] plain(String data) {
    return data(1, data, data.getBytes(ISO_8859_1));
  }

  @Test
  void plainAndCompressedDataAreRead() throws S2Exception {
    read(stream("S2sTwO", plain("one,"), data(0, "two", new byte[] {3, 8, 't', 'w', 'o'})));

    assertThat(decoded).hasToString("one,two");
    assertThat(reader.isInsideFrame()).isFalse();
  }

  @Test
  void whatMayBeSkippedIsSkipped() throws S2Exception {
    read(
        stream(
            "S2sTwO",
            frame(0xfe, new byte[300]),
            plain("one,"),
            frame(0x99, new byte[3]),
            stream("sNaPpY"),
            plain("two")));

    assertThat(decoded).hasToString("one,two");
  }

  @Test
  void whatMayNotBeSkippedIsRefused() {
    refuses(stream("S2sTwO", frame(0x02, new byte[0])), "s2: unsupported input");
    refuses(stream("S2sTwO", frame(0x7f, new byte[0])), "s2: unsupported input");
  }

  @Test
  void aStreamBeginsWithItsIdentifier() {
    refuses(plain("data"), "s2: corrupt input");
    refuses(stream("S2sTwo"), "s2: corrupt input");
    refuses(stream("S2"), "s2: corrupt input");
  }

  @Test
  void checksumsAreChecked() {
    refuses(stream("S2sTwO", data(1, "x", new byte[] {'y'})), "s2: corrupt input, crc mismatch");
  }

  @Test
  void framesOfDataHaveALimit() throws S2Exception {
    refuses(stream("S2sTwO", frame(1, new byte[3])), "s2: corrupt input");
    refuses(stream("S2sTwO", plain("x".repeat((4 << 20) + 1))), "s2: corrupt input");
    refuses(stream("sNaPpY", plain("x".repeat((1 << 16) + 1))), "s2: corrupt input");
    read(stream("S2sTwO", plain("x".repeat(4 << 20))));
    assertThat(decoded.size()).isEqualTo(4 << 20);
  }

  @Test
  void aFrameThatIsTooLongIsRefusedBeforeItIsThere() {
    refuses(
        new byte[] {-1, 6, 0, 0, 'S', '2', 's', 'T', 'w', 'O', 0, -1, -1, -1}, "s2: corrupt input");
  }

  @Test
  void aPartOfAFrameIsNoticed() throws S2Exception {
    read(new byte[] {-1, 6, 0});

    assertThat(reader.isInsideFrame()).isTrue();
  }
}
