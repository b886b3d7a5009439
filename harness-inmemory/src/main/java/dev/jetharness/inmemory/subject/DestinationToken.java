package dev.jetharness.inmemory.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** One token of a transform's destination, or several that it makes of the source's tokens. */
sealed interface DestinationToken {

  /** What it is for a subject with these tokens. */
  String of(List<String> tokens);

  /** Whether it makes no sense where the source has no wildcard. */
  default boolean needsWildcards() {
    return true;
  }

  /** The same for a source without wildcards: then it sees the whole subject. */
  default DestinationToken ofWholeSubject() {
    return this;
  }

  /** A token that stands for itself. */
  record Literal(String token) implements DestinationToken {
    @Override
    public String of(List<String> tokens) {
      return token;
    }

    @Override
    public boolean needsWildcards() {
      return false;
    }
  }

  /** {@code $1} or {@code {{wildcard(1)}}}. */
  record Wildcard(int index) implements DestinationToken {
    @Override
    public String of(List<String> tokens) {
      return index < tokens.size() ? tokens.get(index) : "";
    }
  }

  /**
   * {@code {{partition(n,1,2)}}}: a number below n that depends on some tokens, or on the whole
   * subject (FNV-1a).
   */
  record Partition(int buckets, List<Integer> indexes) implements DestinationToken {
    @Override
    public String of(List<String> tokens) {
      String key = String.join(".", tokens);
      if (!indexes.isEmpty()) {
        StringBuilder chosen = new StringBuilder();
        indexes.forEach(index -> chosen.append(tokens.get(index)));
        key = chosen.toString();
      }
      return buckets == 0 ? "0" : Integer.toString(Integer.remainderUnsigned(hash(key), buckets));
    }

    @Override
    public boolean needsWildcards() {
      return false;
    }

    @Override
    public DestinationToken ofWholeSubject() {
      return new Partition(buckets, List.of());
    }

    private static int hash(String key) {
      int hash = 0x811c9dc5;
      for (byte each : key.getBytes(UTF_8)) {
        hash = (hash ^ (each & 0xff)) * 0x01000193;
      }
      return hash;
    }
  }

  /** {@code {{random(n)}}}: a number below n. */
  record Random(int ceiling) implements DestinationToken {
    @Override
    public String of(List<String> tokens) {
      int random = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
      return ceiling == 0 ? "0" : Integer.toString(random % ceiling);
    }

    @Override
    public boolean needsWildcards() {
      return false;
    }
  }

  /** {@code {{splitFromLeft(1,n)}}} or from right: one token cut in two. */
  record Split(int index, int position, boolean fromLeft) implements DestinationToken {
    @Override
    public String of(List<String> tokens) {
      String token = tokens.get(index);
      if (position <= 0 || position >= token.length()) {
        return token;
      }
      int at = fromLeft ? position : token.length() - position;
      return token.substring(0, at) + '.' + token.substring(at);
    }
  }

  /** {@code {{sliceFromLeft(1,n)}}} or from right: one token cut in pieces of n characters. */
  record Slice(int index, int size, boolean fromLeft) implements DestinationToken {
    @Override
    public String of(List<String> tokens) {
      String token = tokens.get(index);
      if (size <= 0 || size >= token.length()) {
        return token;
      }
      int first = fromLeft ? size : token.length() % size;
      StringBuilder slices = new StringBuilder().append(token, 0, first);
      for (int at = first; at < token.length(); at += size) {
        if (at > 0) {
          slices.append('.');
        }
        slices.append(token, at, Math.min(at + size, token.length()));
      }
      return slices.toString();
    }
  }

  /**
   * {@code {{split(1,-)}}}: one token split at a separator. Empty pieces vanish, but as on the
   * server the dot after them does not, unless the only empty piece so far is the first one.
   */
  record SplitAt(int index, String separator) implements DestinationToken {
    @Override
    public String of(List<String> tokens) {
      String[] pieces = tokens.get(index).split(Pattern.quote(separator), -1);
      StringBuilder result = new StringBuilder(pieces[0]);
      for (int i = 1; i < pieces.length; i++) {
        if (!pieces[i].isEmpty()) {
          boolean first = i == 1 && pieces[0].isEmpty();
          result.append(first ? "" : ".").append(pieces[i]);
        }
      }
      return result.toString();
    }
  }

  /** {@code {{left(1,n)}}} or {@code {{right(1,n)}}}: the first or last n characters of a token. */
  record End(int index, int length, boolean left) implements DestinationToken {
    @Override
    public String of(List<String> tokens) {
      String token = tokens.get(index);
      if (length <= 0 || length >= token.length()) {
        return token;
      }
      return left ? token.substring(0, length) : token.substring(token.length() - length);
    }
  }
}
