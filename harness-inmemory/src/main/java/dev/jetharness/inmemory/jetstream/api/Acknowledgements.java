package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.bus.Client;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.consumer.AckSubject;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes acknowledgements to their consumer. */
final class Acknowledgements {
  static final String SUBJECTS = "$JS.ACK.>";

  private final Assets assets;
  private final String account;

  Acknowledgements(Assets assets, String account) {
    this.assets = assets;
    this.account = account;
  }

  /** Takes an acknowledgement; false if there is no such consumer, or it wants none. */
  boolean take(Message ack, @Nullable Client sender) {
    AckSubject subject = AckSubject.parse(ack.subject(), account);
    if (subject == null) {
      return false;
    }
    StreamAsset asset = assets.stream(subject.stream());
    Consumer consumer = asset == null ? null : asset.consumer(subject.consumer());
    if (consumer == null || !consumer.isStarted() || !consumer.acceptsAcks()) {
      return false;
    }
    consumer.acknowledge(subject, ack, sender);
    return true;
  }
}
