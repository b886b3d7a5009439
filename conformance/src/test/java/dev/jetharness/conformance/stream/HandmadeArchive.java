package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32C;

/**
 * A snapshot put together entry by entry, so that it can be wrong. It comes in pieces: what was
 * added since the last one, in a frame of its own, not compressed.
 */
final class HandmadeArchive {
  private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
  private final ByteArrayOutputStream frames = new ByteArrayOutputStream();

  HandmadeArchive() {
    frames.writeBytes(new byte[] {-1, 6, 0, 0});
    frames.writeBytes("S2sTwO".getBytes(UTF_8));
    entries.writeBytes("NATSARC1".getBytes(UTF_8));
  }

  /** The state of a stream: its sequences, and how many consumers follow. */
  HandmadeArchive state(long messages, long first, long last, int consumers) {
    return state(
        "{'messages':%d,'first_seq':%d,'last_seq':%d,'consumer_count':%d}"
            .formatted(messages, first, last, consumers));
  }

  HandmadeArchive state(String json) {
    return entry("state.json", 1, 0, "", Streams.json(json));
  }

  /** A consumer: the JSON of its configuration, and of its state. */
  HandmadeArchive consumer(String name, String config, String state) {
    String json = Streams.json("{'config':" + config + ",'state':" + state + "}");
    return entry("consumers/" + name, 1, 0, "", json);
  }

  HandmadeArchive message(long sequence, String subject, long timestamp, String payload) {
    return entry(subject, timestamp, sequence, "", payload);
  }

  HandmadeArchive entry(
      String name, long timestamp, long sequence, String headers, String payload) {
    number(name.getBytes(UTF_8).length);
    number(timestamp << 1 ^ timestamp >> 63);
    number(sequence);
    number(headers.getBytes(UTF_8).length);
    number(payload.getBytes(UTF_8).length);
    entries.writeBytes((name + headers + payload).getBytes(UTF_8));
    return this;
  }

  /** The end that a complete archive has. */
  HandmadeArchive end() {
    return entry("", 0, 0, "", "");
  }

  /** Bytes as they are. */
  HandmadeArchive raw(byte... bytes) {
    entries.writeBytes(bytes);
    return this;
  }

  /** What was added since the last piece. */
  byte[] piece() {
    byte[] data = entries.toByteArray();
    entries.reset();
    frames.write(1);
    number(frames, data.length + 4, 3);
    CRC32C crc = new CRC32C();
    crc.update(data);
    number(frames, Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8, 4);
    frames.writeBytes(data);
    byte[] piece = frames.toByteArray();
    frames.reset();
    return piece;
  }

  private void number(long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      entries.write((int) ((rest & 0x7f) | 0x80));
    }
    entries.write((int) rest);
  }

  private static void number(ByteArrayOutputStream target, int value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      target.write(value >>> (8 * i));
    }
  }
}
