package dev.jetharness.inmemory.jetstream.api;

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

  /** Sends messages from a start on, which step over gaps. */
  void send() {
    SubjectFilter filter =
        query.nextFor().isEmpty() ? SubjectFilter.ALL : SubjectFilter.of(List.of(query.nextFor()));
    long from = query.start(stream);
    pending = stream.count(from, filter);
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
    List<StoredMessage> found = upTo < 0 ? List.of() : lastOfEach(upTo);
    if (found.isEmpty()) {
      reply.status("404 No Results");
      return;
    }
    if (found.size() > MAX_SUBJECTS) {
      reply.status("413 Too Many Results");
      return;
    }
    List<StoredMessage> wanted =
        found.stream().filter(each -> each.sequence() >= query.sequence()).toList();
    pending = wanted.size();
    for (StoredMessage each : wanted) {
      pending--;
      if (!send(each, false) || (query.batch() > 0 && sent >= query.batch())) {
        break;
      }
    }
    reply.status("204 EOB" + position() + "\r\nNats-UpTo-Sequence: " + upTo);
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

  /** The last sequence that counts; negative if a time was given before which there is nothing. */
  private long upTo() {
    if (query.upToTime() != null) {
      long after = stream.sequenceAt(BrokerClock.toEpochNanos(query.upToTime()));
      return after <= stream.firstSequence() ? -1 : after - 1;
    }
    return query.upToSequence() == 0 ? stream.lastSequence() : query.upToSequence();
  }

  private List<StoredMessage> lastOfEach(long upTo) {
    SubjectFilter filter = SubjectFilter.of(query.multiLastFor());
    List<StoredMessage> newest = new ArrayList<>();
    boolean all = true;
    for (long sequence : stream.lastPerSubject(filter)) {
      StoredMessage message = stream.get(sequence);
      all &= sequence <= upTo;
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
