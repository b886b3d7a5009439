package dev.jetharness.inmemory.jetstream.sourcing;

import org.jspecify.annotations.Nullable;

/**
 * What the header {@code Nats-Stream-Source} of a copied message tells.
 *
 * @param indexName the stream that it comes from, and what was to be copied of it
 * @param sequence its sequence there
 * @param identity what tells that stream from others that had its name before; "" if unknown
 */
record SourceHeader(String indexName, long sequence, String identity) {
  private static final int FIELDS = 4;
  private static final int FIELDS_WITH_IDENTITY = 6;

  /**
   * Writes the header's value. The server takes an index name apart at its blanks, and so loses the
   * end of one that has blanks of its own: those of a function in a transform.
   *
   * @param subject the message's subject in the origin
   */
  static String format(String indexName, long sequence, String subject, String identity) {
    String[] parts = indexName.split(" ", -1);
    String from = parts[0] + ' ' + sequence + ' ' + parts[1] + ' ' + parts[2] + ' ' + subject;
    return identity.isEmpty() ? from : from + ' ' + identity;
  }

  /** Reads the header's value; null if it is none of this kind. */
  static @Nullable SourceHeader parse(String value) {
    String[] fields = value.split(" ", -1);
    if (fields.length < FIELDS) {
      return null;
    }
    try {
      return new SourceHeader(
          fields[0] + ' ' + fields[2] + ' ' + fields[3],
          Long.parseLong(fields[1]),
          fields.length < FIELDS_WITH_IDENTITY ? "" : fields[5]);
    } catch (NumberFormatException noSequence) {
      return null;
    }
  }
}
