package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.store.MessageStore;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.function.Predicate;

/** What a stream takes from other streams: from its sources, or as a mirror. */
public final class Copies {
  private final StreamCore core;
  private final PublishPath path;
  private boolean outOfStep;

  Copies(StreamCore core, PublishPath path) {
    this.core = core;
    this.path = path;
  }

  /**
   * Takes a message of a source under the next sequence.
   *
   * @param from what the header tells about where it comes from
   */
  public CopyOutcome take(Message message, String from) {
    HeaderBlock headers = HeaderBlock.of(message.headers()).without(HeaderNames.STREAM_SOURCE);
    return path.takeCopy(
        with(message, withoutExpectations(headers).with(HeaderNames.STREAM_SOURCE, from)), 0);
  }

  /**
   * Takes the message of a mirror's origin under the sequence that it has there. A server counts
   * the messages for which there was no room, and then never finds the sequences to match again.
   */
  public CopyOutcome mirror(Message message, long sequence, long timestamp) {
    if (sequence > 1 && (outOfStep || sequence != core.store().lastSequence() + 1)) {
      if (core.store().firstSequence() != 0) {
        return CopyOutcome.OUT_OF_SEQUENCE;
      }
      beginAt(sequence);
    }
    HeaderBlock headers = withoutExpectations(HeaderBlock.of(message.headers()));
    CopyOutcome outcome = path.takeCopy(with(message, headers), timestamp);
    outOfStep |= outcome == CopyOutcome.NO_ROOM;
    return outcome;
  }

  /** Gives out all sequences up to this one for nothing: there is no message in the origin. */
  public void skipTo(long sequence) {
    MessageStore store = core.store();
    long last = store.lastTimestamp();
    store.skipTo(sequence, last == 0 ? core.context().clock().now() : last);
  }

  /** Has the first message of a stream that never held one get this sequence. */
  public void beginAt(long sequence) {
    core.store().restartAt(sequence);
  }

  /** Visits where messages come from, the newest first, until the visitor has seen enough. */
  public void visitSources(SubjectFilter filter, Predicate<String> isEnough) {
    MessageStore store = core.store();
    for (StoredMessage message = store.previous(store.lastSequence());
        message != null;
        message = store.previous(message.sequence() - 1)) {
      if (filter.matches(message.subject())) {
        String from = HeaderBlock.of(message.headers()).value(HeaderNames.STREAM_SOURCE);
        if (!from.isEmpty() && isEnough.test(from)) {
          return;
        }
      }
    }
  }

  /**
   * What was expected of the origin, and the batch that a message was part of, mean nothing here.
   */
  private static HeaderBlock withoutExpectations(HeaderBlock headers) {
    return headers
        .withoutAllThatBegin(HeaderNames.ALL_EXPECTED)
        .withoutAllThatBegin(HeaderNames.ALL_BATCH);
  }

  private static Message with(Message message, HeaderBlock headers) {
    return new Message(message.subject(), null, headers.bytes(), message.payload());
  }
}
