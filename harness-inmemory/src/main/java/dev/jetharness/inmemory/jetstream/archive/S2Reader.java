package dev.jetharness.inmemory.jetstream.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** Decodes a stream in S2's framing, or Snappy's, that comes in pieces. Not thread-safe. */
final class S2Reader {
  private final ByteQueue input = new ByteQueue();
  private boolean begun;
  private int limit = S2Frame.MAX_DATA;

  /** Takes what was decoded. */
  @FunctionalInterface
  interface Sink<E extends Exception> {
    void accept(byte[] data) throws E;
  }

  /** Takes a piece, and hands on what it completes. */
  <E extends Exception> void read(byte[] piece, Sink<E> sink) throws S2Exception, E {
    input.add(piece);
    while (input.size() >= S2Frame.HEADER_SIZE) {
      int type = input.peek(0);
      int length = input.peek(1) | input.peek(2) << 8 | input.peek(3) << 16;
      check(type, length);
      if (input.size() < S2Frame.HEADER_SIZE + length) {
        return;
      }
      input.skip(S2Frame.HEADER_SIZE);
      frame(type, input.take(length), sink);
    }
  }

  /** Whether the stream, if it ends here, breaks off inside a frame. */
  boolean isInsideFrame() {
    return input.size() > 0;
  }

  /** Refuses a frame before its content is there. */
  private void check(int type, int length) throws S2Exception {
    if (!begun && type != S2Frame.STREAM_IDENTIFIER) {
      throw S2Exception.corrupt();
    }
    switch (type) {
      case S2Frame.COMPRESSED, S2Frame.UNCOMPRESSED -> {
        if (length < S2Frame.CHECKSUM_SIZE || length > S2Frame.MAX_LENGTH) {
          throw S2Exception.corrupt();
        }
      }
      case S2Frame.STREAM_IDENTIFIER -> {
        if (length != S2Frame.S2.length()) {
          throw S2Exception.corrupt();
        }
      }
      default -> {
        if (type < S2Frame.FIRST_SKIPPABLE) {
          throw new S2Exception("s2: unsupported input");
        }
      }
    }
  }

  private <E extends Exception> void frame(int type, byte[] content, Sink<E> sink)
      throws S2Exception, E {
    switch (type) {
      case S2Frame.COMPRESSED ->
          data(content, S2Block.decode(content, S2Frame.CHECKSUM_SIZE, limit), sink);
      case S2Frame.UNCOMPRESSED -> {
        if (content.length - S2Frame.CHECKSUM_SIZE > limit) {
          throw S2Exception.corrupt();
        }
        data(content, Arrays.copyOfRange(content, S2Frame.CHECKSUM_SIZE, content.length), sink);
      }
      case S2Frame.STREAM_IDENTIFIER -> identifier(new String(content, ISO_8859_1));
      default -> {} // Padding, and what a reader need not know.
    }
  }

  private static <E extends Exception> void data(byte[] content, byte[] data, Sink<E> sink)
      throws S2Exception, E {
    int checksum = 0;
    for (int i = 0; i < S2Frame.CHECKSUM_SIZE; i++) {
      checksum |= (content[i] & 0xff) << (8 * i);
    }
    if (checksum != S2Frame.checksum(data)) {
      throw new S2Exception("s2: corrupt input, crc mismatch");
    }
    sink.accept(data);
  }

  private void identifier(String identifier) throws S2Exception {
    begun = true;
    limit =
        switch (identifier) {
          case S2Frame.S2 -> S2Frame.MAX_DATA;
          case S2Frame.SNAPPY -> S2Frame.MAX_SNAPPY_DATA;
          default -> throw S2Exception.corrupt();
        };
  }
}
