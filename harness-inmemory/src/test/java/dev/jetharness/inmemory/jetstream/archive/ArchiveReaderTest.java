package dev.jetharness.inmemory.jetstream.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveReaderTest {
  /** A snapshot as nats-server 2.15.1 compressed it; half of its messages are long and regular. */
  private static final byte[] OF_THE_SERVER =
      Base64.getDecoder()
          .decode(
              """
      /wYAAFMyc1R3TwDSAgB0E68RobYF8ElOQVRTQVJDMQqOn9z/7Iax6zEAALMBc3RhdGUuanNvbnsi\
      bWVzc2FnZXMiOjMwLCJieXRlcyI6ODkxNDIsImZpcnN0X3NlcSI6MREOmHRzIjoiMjAyNi0xMS0y\
      NVQxOTo1OTowNi4yMzU2MjY1MVoiLCJsYRE4BDMwDQ5qOADwSjkzNjI3MjFaIiwibnVtX3N1Ympl\
      Y3RzIjozLCJjb25zdW1lcl9jb3VudCI6MH0EnJCa0OyGsesxAQAIZnguMG9yZGVyIDAgBKiLygkZ\
      KAIAsAlmeC4xYWJjEQMZAKEDQATG+9bQ7Iax6zEDAAhmeC4yidsUMiAEysDjCQAABAkAADAZAK0D\
      DKC/hNEFACQFAPCiBGZ4LjF6EQEdAGMRACgE1t2e0eyGsesxBhdFFgEAADIZAK0DCMbqswkAAAcv\
      +x8BADA2IATwm8DR7Iax6zEIGQC0AwzU38vRBQAACRUABBQ4IATwj9mJ2wAKCQAAMBkArQMIpLjj\
      CQAYCwAJZnguMQkANDEwIATK5OzR7Iax6zEMidzukg4ZAHIDCOyb9haeCQgNAAknjS4BABgxMiAE\
      3u//CRoADonc/44uAQAZAG4DLLz+idLshrHrMQ8ACRUAAjQxNCAEpL+W0uyGsesxEInc7pQOGQBy\
      AwjG7KeJ3AARBQAAMQ0AFDYgBOrttAkaABKJ3O6UDhkAcgMI/K7GicIAEzKUDhQ4IATgltYJGgAU\
      idzulA4ZAHIDCLrC6InCABUulA4YMjAgBLqp/AkaABaJ3O6UDhkAcgMklMOM0+yGsesxFxUABBwy\
      MiAE7Nec0wUAABgZALQDDPT4qdMFAAAZFQAEHDI0IASSirnTBQAAGhkAtAMMxuDF0wUAABsVAAUU\
      NiAE8vfOFtIJAByJ3O6UDhkAcgMI2IXZicIAHTKUDhQ4IATCmuIJAAAeGQCzAxAAAAAAAA==\
      """
                  .strip());

  private final Recorded recorded = new Recorded();
  private final ArchiveReader reader = new ArchiveReader(recorded);

  /** Writes down what it is told. */
  private static final class Recorded implements ArchiveReader.Visitor {
    private final List<String> begun = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();
    private boolean ended;

    @Override
    public void begin(ArchiveEntry entry) {
      begun.add(entry.name());
    }

    @Override
    public boolean complete(ArchiveEntry entry, byte[] bytes) {
      ended = entry.isEnd();
      entries.add(entry.sequence() + ":" + entry.name() + ":" + new String(bytes, UTF_8));
      return !ended;
    }

    @Override
    public ArchiveException brokenOff(ArchiveEntry entry) {
      return new ArchiveException("inside " + entry.name());
    }
  }

  private static byte[] archive() {
    ArchiveWriter writer = new ArchiveWriter();
    writer.entry("state.json", 7, "{}".getBytes(UTF_8));
    writer.entry("s.1", -5, 300, "H".getBytes(UTF_8), "body".getBytes(UTF_8));
    writer.entry("s.2", 6, -1, new byte[0], "x".repeat(70_000).getBytes(UTF_8));
    writer.end();
    return writer.take(Integer.MAX_VALUE);
  }

  private void readInPieces(byte[] archive, int size) throws ArchiveException {
    for (int from = 0; from < archive.length; from += size) {
      reader.read(Arrays.copyOfRange(archive, from, Math.min(archive.length, from + size)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 1000, 1_000_000})
  void whatIsWrittenIsRead(int pieces) throws ArchiveException {
    readInPieces(archive(), pieces);

    assertThat(recorded.entries)
        .containsExactly("0:state.json:{}", "300:s.1:Hbody", "-1:s.2:" + "x".repeat(70_000), "0::");
    assertThat(recorded.ended).isTrue();
  }

  @Test
  void headersOfEntriesAreReadInFull() throws ArchiveException {
    List<ArchiveEntry> entries = new ArrayList<>();
    ArchiveReader.Visitor visitor =
        new ArchiveReader.Visitor() {
          @Override
          public void begin(ArchiveEntry entry) {
            entries.add(entry);
          }

          @Override
          public boolean complete(ArchiveEntry entry, byte[] bytes) {
            return true;
          }

          @Override
          public ArchiveException brokenOff(ArchiveEntry entry) {
            return ArchiveException.invalid();
          }
        };
    new ArchiveReader(visitor).read(archive());

    assertThat(entries)
        .containsExactly(
            new ArchiveEntry("state.json", 7, 0, 0, 2),
            new ArchiveEntry("s.1", -5, 300, 1, 4),
            new ArchiveEntry("s.2", 6, -1, 0, 70_000),
            ArchiveEntry.END);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000})
  void whatTheServerCompressedIsRead(int pieces) throws ArchiveException {
    readInPieces(OF_THE_SERVER, pieces);

    assertThat(recorded.entries).hasSize(32);
    assertThat(recorded.entries.get(0)).startsWith("0:state.json:{\"messages\":30,");
    for (int i = 0; i < 30; i++) {
      String body =
          i % 2 == 1 ? "abc".repeat(400) : i == 4 ? "z".repeat(70_000) : "order " + i + " ";
      assertThat(recorded.entries.get(i + 1)).isEqualTo((i + 1) + ":fx." + i % 3 + ":" + body);
    }
    assertThat(recorded.ended).isTrue();
  }

  @Test
  void anEntryBeginsBeforeItsBytesAreThere() throws ArchiveException {
    reader.read(compressed("NATSARC1\u0001\0\0\0\u0009n"));

    assertThat(recorded.begun).containsExactly("n");
    assertThat(recorded.entries).isEmpty();
    assertThat(reader.end()).hasMessage("inside n");
  }

  @ParameterizedTest
  @CsvSource({
    "'', EOF",
    "NATS, unexpected EOF",
    "NATSARC1, EOF",
    "'NATSARC1\u0001', archive: invalid archive stream",
    "'NATSARC1\u0003\0\0\0\0ab', archive: invalid archive stream",
  })
  void anArchiveMayEndTooSoon(String text, String problem) throws ArchiveException {
    reader.read(compressed(text));

    assertThat(reader.end()).hasMessage(problem);
  }

  @Test
  void anArchiveMayEndInsideAFrame() throws ArchiveException {
    byte[] whole = compressed("NATSARC1");
    reader.read(Arrays.copyOf(whole, whole.length - 1));

    assertThat(reader.end()).hasMessage("s2: corrupt input");
  }

  @Test
  void whatFollowsABeginningAndIsNotCompressedMakesTheArchiveInvalid() throws ArchiveException {
    reader.read(compressed("NATSARC1"));

    assertThatThrownBy(() -> reader.read(new byte[] {2, 0, 0, 0}))
        .hasMessage("archive: invalid archive stream");
  }

  @Test
  void numbersAndNamesHaveLimits() throws ArchiveException {
    String longest = "\u00ff".repeat(9) + "\u0001";
    for (String header :
        new String[] {
          "\u00ff".repeat(10) + "\u0001",
          "\u00ff".repeat(9) + "\u0002",
          "\u0000\0\0" + longest + "\0",
          "\u0000\0\0\0" + longest,
          "\u00ff\u00ff\u00ff\u0001\0\0\0\0",
        }) {
      ArchiveReader fresh = new ArchiveReader(recorded);
      assertThatThrownBy(() -> fresh.read(compressed("NATSARC1" + header)))
          .as(header)
          .isInstanceOf(ArchiveException.class)
          .hasMessage("archive: invalid archive stream");
    }
  }

  @Test
  void anOlderSnapshotIsRefusedByName() {
    byte[] header = new byte[512];
    header[0] = 'm';
    byte[] checksum = "0000555\0".getBytes(UTF_8);
    System.arraycopy(checksum, 0, header, 148, checksum.length);

    assertThatThrownBy(() -> new ArchiveReader(recorded).read(compressed(header)))
        .hasMessage(
            "snapshots of nats-server before 2.15 are not supported by this in-memory broker");
    header[1] = 'x';
    assertThatThrownBy(() -> new ArchiveReader(recorded).read(compressed(header)))
        .hasMessage("archive/tar: invalid tar header");
  }

  @Test
  void damagedArchivesAreRefusedOrRead() {
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = (random.nextBoolean() ? OF_THE_SERVER : compressed("NATSARC1")).clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      ArchiveReader fresh = new ArchiveReader(new Recorded());
      try {
        fresh.read(Arrays.copyOf(damaged, random.nextInt(damaged.length + 1)));
        assertThat(fresh.end()).isNotNull();
      } catch (ArchiveException refused) {
        assertThat(refused.getMessage()).isNotEmpty();
      }
    }
  }

  private static byte[] compressed(String bytes) {
    return compressed(bytes.getBytes(ISO_8859_1));
  }

  private static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frames.writeBytes("\u00ff\u0006\0\0S2sTwO".getBytes(ISO_8859_1));
    int length = bytes.length + 4;
    frames.writeBytes(new byte[] {1, (byte) length, (byte) (length >> 8), 0});
    int checksum = S2Frame.checksum(bytes);
    for (int i = 0; i < 4; i++) {
      frames.write(checksum >>> (8 * i));
    }
    frames.writeBytes(bytes);
    return frames.toByteArray();
  }
}
