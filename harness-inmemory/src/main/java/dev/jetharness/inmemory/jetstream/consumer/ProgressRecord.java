package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.jetstream.stream.ConsumedStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes a consumer's progress out of its books, and puts it in. */
final class ProgressRecord {
  private final DeliveryBooks books;

  ProgressRecord(DeliveryBooks books) {
    this.books = books;
  }

  /**
   * The progress as the server records it: a message waits since it was stored, not since it was
   * delivered.
   */
  ConsumerProgress read(ConsumedStream stream) {
    List<ConsumerProgress.Pending> pending = new ArrayList<>();
    for (PendingMessage each = books.pending().first(); each != null; each = each.next) {
      StoredMessage message = stream.get(each.sequence);
      long since = message == null ? each.timestamp : message.timestamp();
      pending.add(new ConsumerProgress.Pending(each.sequence, each.consumerSequence, since));
    }
    return new ConsumerProgress(
        books.reported().delivered(),
        books.reported().ackFloor(),
        pending,
        books.counts().redeliveries());
  }

  /** Goes on from a progress, unless the consumer starts beyond it. */
  void write(ConsumerProgress progress) {
    if (books.reported().isBeyond(progress.delivered(), progress.ackFloor())) {
      return;
    }
    books.moveTo(progress.delivered(), progress.ackFloor());
    progress.pending().stream()
        .sorted(Comparator.comparingLong(ConsumerProgress.Pending::sequence))
        .forEach(
            each ->
                books.pending().add(each.sequence(), each.consumerSequence()).timestamp =
                    each.timestamp());
    progress.redelivered().forEach(books.counts()::set);
  }
}
