package dev.jetharness.inmemory.jetstream.stream;

import java.util.ArrayList;
import java.util.List;

/** An atomic batch in flight: what it holds until it is committed. */
final class AtomicBatch implements BatchInFlight {
  private final String id;
  private final BatchTimeout timeout;
  private final List<Publication> messages = new ArrayList<>();
  private long last;

  AtomicBatch(StreamCore core, String id, Runnable onTimeout) {
    this.id = id;
    timeout = new BatchTimeout(core, onTimeout);
  }

  @Override
  public String id() {
    return id;
  }

  /** Goes on with the message of a sequence; returns false if the batch cannot. */
  boolean advance(long sequence) {
    last++;
    return timeout.restart() && sequence == last;
  }

  void add(Publication publication) {
    messages.add(publication);
  }

  List<Publication> messages() {
    return messages;
  }

  /** No message is awaited any more, but the batch is still there. */
  @Override
  public void stop() {
    timeout.stop();
  }
}
