package dev.jetharness.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;

/** Finds out, from the tar archive of a directory, whether there is anything in it. */
final class TarListing {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;

  /** The directory's own header, and that of the one empty file which may be in it. */
  private static final int HEADERS = 2;

  private TarListing() {}

  /** Whether the archived directory holds nothing but this empty file. */
  static boolean hasOnly(String file, InputStream tar) throws IOException {
    for (int header = 0; header < HEADERS; header++) {
      String name = nextName(tar);
      if (!name.isEmpty() && !name.endsWith("/") && !name.endsWith("/" + file)) {
        return false;
      }
      if (header > 0 && name.endsWith("/")) {
        return false;
      }
    }
    return nextName(tar).isEmpty();
  }

  /** The name in the next header; empty at the end of the archive. */
  private static String nextName(InputStream tar) throws IOException {
    byte[] header = tar.readNBytes(BLOCK);
    int length = 0;
    while (length < Math.min(NAME_LENGTH, header.length) && header[length] != 0) {
      length++;
    }
    return new String(header, 0, length, UTF_8);
  }
}
