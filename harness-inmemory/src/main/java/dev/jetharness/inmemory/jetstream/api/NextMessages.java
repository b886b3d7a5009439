package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.bus.Client;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code CONSUMER.MSG.NEXT}: takes pull requests to their consumer. */
final class NextMessages {
  static final String PREFIX = "$JS.API.CONSUMER.MSG.NEXT.";

  private final Assets assets;

  NextMessages(Assets assets) {
    this.assets = assets;
  }

  /** Takes a request; false if there is no such consumer, or it is being restored. */
  boolean request(Message request, @Nullable Client sender) {
    Consumer consumer = assets.consumerByKey(request.subject().substring(PREFIX.length()));
    if (consumer == null || !consumer.isStarted()) {
      return false;
    }
    consumer.pull(request, sender);
    return true;
  }
}
