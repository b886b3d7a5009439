package dev.jetharness.conformance.stream;

/** Publishes one atomic batch by hand; each method returns the answer to its message as text. */
final class AtomicPublisher {
  private final Streams streams;
  private final String id;
  private long sequence;

  AtomicPublisher(Streams streams, String id) {
    this.streams = streams;
    this.id = id;
  }

  /** Adds a message, with headers given as names and values in turn. */
  String add(String subject, String... headers) throws Exception {
    return publish(subject, ++sequence, headers);
  }

  /** Adds a message that commits. */
  String commit(String subject, String... headers) throws Exception {
    return commitAs("1", subject, headers);
  }

  /** Commits what was added. */
  String end(String subject, String... headers) throws Exception {
    return commitAs("eob", subject, headers);
  }

  /** Adds a message that commits in its own words. */
  String commitAs(String word, String subject, String... headers) throws Exception {
    return publish(subject, ++sequence, with(headers, "Nats-Batch-Commit", word));
  }

  /** Goes on with another sequence than the next one. */
  AtomicPublisher at(long next) {
    sequence = next - 1;
    return this;
  }

  private String publish(String subject, long number, String... headers) throws Exception {
    String[] batch = with(headers, "Nats-Batch-Id", id);
    return streams
        .publish(subject, "x", with(batch, "Nats-Batch-Sequence", Long.toUnsignedString(number)))
        .text();
  }

  private static String[] with(String[] headers, String name, String value) {
    String[] more = new String[headers.length + 2];
    more[0] = name;
    more[1] = value;
    System.arraycopy(headers, 0, more, 2, headers.length);
    return more;
  }
}
