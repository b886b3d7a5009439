package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.jetstream.stream.Stream;
import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.time.BrokerClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Several messages in answer to one direct get, and the status that ends them. */
final class DirectBatch {
  /** What a server without a max_pending of its own sends at most, in bytes. */
  private static final long DEFAULT_MAX_BYTES = 64L << 20;

  private static final int MAX_SUBJECTS = 1024;

  /** A bound below which there is no message. */
  private static final long NOTHING = 0;

  private final MessageQuery query;
  private final Stream stream;
  private final DirectReply reply;
  private long pending;
  private long lastSent;
  private long bytesSent;
  private int sent;

  DirectBatch(MessageQuery query, Stream stream, DirectReply reply) {
    this.query = query;
    this.stream = stream;
    this.reply = reply;
  }

  /** Sends messages from a start on, which step over gaps; of less than none, only their number. */
  void send() {
    SubjectFilter filter =
        query.nextFor().isEmpty() ? SubjectFilter.ALL : SubjectFilter.of(List.of(query.nextFor()));
    long from = query.start(stream);
    pending = stream.count(from, filter);
    if (query.batch() < 0) {
      reply.status("204 EOB" + position());
      return;
    }
    StoredMessage next = stream.next(from, filter);
    if (next == null) {
      reply.status("404 Message Not Found");
      return;
    }
    boolean more = true;
    while (more && next != null) {
      if (!query.withoutHeaders()) {
        pending--;
      }
      more = send(next, query.withoutHeaders()) && sent < query.batch();
      next = stream.next(next.sequence() + 1, filter);
    }
    reply.status("204 EOB" + position());
  }

  /** Sends the last message of each of some subjects, in the order of the stream. */
  void sendLastOfEach() {
    long upTo = upTo();
    List<StoredMessage> found = upTo == NOTHING ? List.of() : lastOfEach(upTo);
    if (found.isEmpty()) {
      reply.status("404 No Results");
      return;
    }
    if (found.size() > MAX_SUBJECTS) {
      reply.status("413 Too Many Results");
      return;
    }
    List<StoredMessage> wanted =
        found.stream()
            .filter(each -> Long.compareUnsigned(each.sequence(), query.sequence()) >= 0)
            .toList();
    pending = wanted.size();
    for (StoredMessage each : wanted) {
      pending--;
      if (!send(each, false) || (query.batch() > 0 && sent >= query.batch())) {
        break;
      }
    }
    String bound = "\r\nNats-UpTo-Sequence: " + Long.toUnsignedString(upTo);
    reply.status("204 EOB" + position() + bound);
  }

  /** Sends one message; false if that is enough bytes. */
  private boolean send(StoredMessage message, boolean withoutHeaders) {
    reply.message(message, position(), withoutHeaders);
    lastSent = message.sequence();
    sent++;
    bytesSent += message.subject().length() + message.headers().length + message.payload().length;
    return bytesSent < (query.maxBytes() == 0 ? DEFAULT_MAX_BYTES : query.maxBytes());
  }

  private String position() {
    return "\r\nNats-Num-Pending: " + pending + "\r\nNats-Last-Sequence: " + lastSent;
  }

  /** The last sequence that counts, unsigned, or {@link #NOTHING}. */
  private long upTo() {
    if (query.upToTime() != null) {
      long after = stream.sequenceAt(BrokerClock.toEpochNanos(query.upToTime()));
      return after <= stream.firstSequence() ? NOTHING : after - 1;
    }
    if (query.upToSequence() == 0) {
      return stream.lastSequence();
    }
    return isBeyondFile(query.upToSequence()) ? NOTHING : query.upToSequence();
  }

  /** The server's file store finds no block for a sequence that was not given out yet. */
  private boolean isBeyondFile(long sequence) {
    return stream.config().storage() == StorageType.FILE
        && Long.compareUnsigned(sequence, stream.lastSequence()) > 0;
  }

  private List<StoredMessage> lastOfEach(long upTo) {
    SubjectFilter filter = SubjectFilter.of(query.multiLastFor());
    List<StoredMessage> newest = new ArrayList<>();
    boolean all = true;
    for (long sequence : stream.lastPerSubject(filter)) {
      StoredMessage message = stream.get(sequence);
      all &= Long.compareUnsigned(sequence, upTo) <= 0;
      if (message != null) {
        newest.add(message);
      }
    }
    return all ? newest : lastOfEachBefore(upTo, filter);
  }

  /** Looks through the stream, because the newest message of some subject is too new. */
  private List<StoredMessage> lastOfEachBefore(long upTo, SubjectFilter filter) {
    Map<String, StoredMessage> bySubject = new HashMap<>();
    for (@Nullable StoredMessage each = stream.next(0, filter);
        each != null && each.sequence() <= upTo;
        each = stream.next(each.sequence() + 1, filter)) {
      bySubject.put(each.subject(), each);
    }
    List<StoredMessage> found = new ArrayList<>(bySubject.values());
    found.sort(Comparator.comparingLong(StoredMessage::sequence));
    return found;
  }
}
