package dev.jetharness.inmemory.jetstream.consumer;

/** Builds the reply subjects of one consumer's deliveries: what {@link AckSubject} parses. */
final class AckReplySubject {
  private final StringBuilder subject = new StringBuilder();
  private final int prefix;

  AckReplySubject(String stream, String consumer) {
    subject.append("$JS.ACK.").append(stream).append('.').append(consumer);
    prefix = subject.length();
  }

  String of(
      long deliveries, long sequence, long consumerSequence, long timestamp, long numPending) {
    subject.setLength(prefix);
    return subject
        .append('.')
        .append(deliveries)
        .append('.')
        .append(sequence)
        .append('.')
        .append(consumerSequence)
        .append('.')
        .append(timestamp)
        .append('.')
        .append(numPending)
        .toString();
  }
}
