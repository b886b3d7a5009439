package dev.jetharness.inmemory.jetstream.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.bus.Message;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message's header block, read in the server's way: on the raw bytes, names compared exactly, the
 * first one wins. Immutable.
 */
public final class HeaderBlock {
  private static final String VERSION = "NATS/1.0";
  private static final String LINE_END = "\r\n";
  private static final int EMPTY_BLOCK = (VERSION + LINE_END + LINE_END).length();
  private static final HeaderBlock NONE = new HeaderBlock(Message.EMPTY);

  private final byte[] bytes;
  private final String text;

  private HeaderBlock(byte[] bytes) {
    this.bytes = bytes;
    this.text = new String(bytes, ISO_8859_1);
  }

  /** The block of a message; the array is not copied. */
  public static HeaderBlock of(byte[] bytes) {
    return bytes.length == 0 ? NONE : new HeaderBlock(bytes);
  }

  /** The block as it is on the wire; empty if there are no headers. */
  public byte[] bytes() {
    return bytes;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Whether a name, or the start of one, occurs anywhere; if not, no such header is there. */
  boolean mentions(String name) {
    return text.contains(name);
  }

  /** The value of the first header with this name, "" if it has none, null if there is none. */
  public @Nullable String get(String name) {
    int index = indexOf(name);
    if (index < 0) {
      return null;
    }
    int start = index + name.length() + 1;
    while (start < bytes.length && bytes[start] == ' ') {
      start++;
    }
    int end = text.indexOf(LINE_END, start);
    return new String(bytes, start, (end < 0 ? bytes.length : end) - start, UTF_8);
  }

  /** The value of the first header with this name; "" if it has none or there is none. */
  public String value(String name) {
    String value = get(name);
    return value == null ? "" : value;
  }

  /** This block without any header of this name. */
  public HeaderBlock without(String name) {
    HeaderBlock block = this;
    for (int index = indexOf(name); index >= 0; index = block.indexOf(name)) {
      int end = block.text.indexOf(LINE_END, index);
      if (end < 0) {
        return block;
      }
      block = block.cut(index, end + LINE_END.length());
    }
    return block;
  }

  /** This block without any header whose name begins like this. */
  HeaderBlock withoutAllThatBegin(String prefix) {
    HeaderBlock block = this;
    int index = block.text.indexOf(prefix);
    while (index >= 0) {
      if (block.text.charAt(Math.max(0, index - 1)) != '\n') {
        index = block.text.indexOf(prefix, index + prefix.length());
        continue;
      }
      int end = block.text.indexOf(LINE_END, index + prefix.length());
      if (end < 0) {
        return block;
      }
      block = block.cut(index, end + LINE_END.length());
      index = block.text.indexOf(prefix, index);
    }
    return block;
  }

  /** This block with one more header at its end. */
  HeaderBlock with(String name, String value) {
    String head = isEmpty() ? VERSION + LINE_END : "";
    byte[] line = (head + name + ": " + value + LINE_END + LINE_END).getBytes(UTF_8);
    int kept = isEmpty() ? 0 : bytes.length - LINE_END.length();
    byte[] longer = Arrays.copyOf(bytes, kept + line.length);
    System.arraycopy(line, 0, longer, kept, line.length);
    return new HeaderBlock(longer);
  }

  /** This block without what follows the version on its first line, such as {@code 503}. */
  public HeaderBlock withoutStatus() {
    int end = text.indexOf('\r');
    return text.startsWith(VERSION) && end > VERSION.length() ? cut(VERSION.length(), end) : this;
  }

  private HeaderBlock cut(int from, int to) {
    byte[] rest = Arrays.copyOf(bytes, bytes.length - (to - from));
    System.arraycopy(bytes, to, rest, from, bytes.length - to);
    return rest.length <= EMPTY_BLOCK ? NONE : new HeaderBlock(rest);
  }

  /** Where a line starts with the name and a colon. As the server, gives up on a name too close. */
  private int indexOf(String name) {
    int offset = 0;
    while (true) {
      int index = text.indexOf(name, offset);
      int after = index + name.length();
      if (index - offset < LINE_END.length() || after >= bytes.length) {
        return -1;
      }
      if (text.startsWith(LINE_END, index - LINE_END.length()) && text.charAt(after) == ':') {
        return index;
      }
      offset = after;
    }
  }
}
