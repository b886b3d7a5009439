package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.jetstream.stream.Stream;
import dev.jetharness.inmemory.json.ObjectReader;
import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.time.BrokerClock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which message, or messages, of a stream are asked for; absent values are 0, empty or null. */
record MessageQuery(
    long sequence,
    String lastFor,
    String nextFor,
    int batch,
    int maxBytes,
    @Nullable Instant startTime,
    List<String> multiLastFor,
    long upToSequence,
    @Nullable Instant upToTime,
    boolean withoutHeaders) {

  static final String GO_TYPE = "JSApiMsgGetRequest";

  static MessageQuery read(ObjectReader body) {
    return new MessageQuery(
        body.uint64("seq", 0),
        body.string("last_by_subj", ""),
        body.string("next_by_subj", ""),
        body.integer("batch", 0),
        body.integer("max_bytes", 0),
        body.time("start_time"),
        body.strings("multi_last"),
        body.uint64("up_to_seq", 0),
        body.time("up_to_time"),
        body.bool("no_hdr", false));
  }

  /** The newest message on a subject. */
  static MessageQuery lastFor(String subject, boolean withoutHeaders) {
    return new MessageQuery(0, subject, "", 0, 0, null, List.of(), 0, null, withoutHeaders);
  }

  /** Whether it names no single message. */
  boolean isUnset() {
    return sequence == 0 && lastFor.isEmpty() && nextFor.isEmpty() && startTime == null;
  }

  /** Whether two ways to name a message are mixed. */
  boolean isContradictory() {
    return (sequence != 0 && !lastFor.isEmpty())
        || (sequence != 0 && startTime != null)
        || (startTime != null && !lastFor.isEmpty())
        || (!lastFor.isEmpty() && !nextFor.isEmpty());
  }

  /** Where in the stream to look from; what is too high for a signed number is beyond the end. */
  long start(Stream stream) {
    if (startTime != null) {
      return stream.sequenceAt(BrokerClock.toEpochNanos(startTime));
    }
    return sequence < 0 ? Long.MAX_VALUE : sequence;
  }

  /** The one message asked for, or null. */
  @Nullable StoredMessage find(Stream stream) {
    long start = start(stream);
    if (!nextFor.isEmpty()) {
      return stream.next(start, SubjectFilter.of(List.of(nextFor)));
    }
    return start != 0 ? stream.get(start) : stream.last(lastFor);
  }
}
