package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.time.Sequencer;

/** A consumer that delivers as soon as it hears of a message. */
final class DeliveringListener implements StreamListener {
  private final Sequencer sequencer;
  private final Runnable delivery;

  DeliveringListener(Sequencer sequencer, Runnable delivery) {
    this.sequencer = sequencer;
    this.delivery = delivery;
  }

  @Override
  public void stored(StoredMessage message) {
    sequencer.later(delivery);
  }

  @Override
  public void removed(StoredMessage message) {}

  @Override
  public void purged(SubjectFilter filter, long before, boolean whole) {}

  @Override
  public boolean needs(long sequence, String subject) {
    return true;
  }

  @Override
  public boolean countsForInterest() {
    return true;
  }

  @Override
  public void configurationChanged() {}

  @Override
  public void streamDeleted() {}
}
