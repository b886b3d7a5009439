package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import java.util.function.Consumer;

/** When messages leave because of their age: that which the stream allows, or one of their own. */
final class Expiration {
  private final MaxAge maxAge;
  private final MessageTtls ttls;

  /**
   * Begins with the first message.
   *
   * @param publish publishes a message into the stream, on behalf of the stream itself
   */
  Expiration(StreamCore core, Consumer<Message> publish) {
    DeleteMarkers markers = new DeleteMarkers(core, publish);
    maxAge = new MaxAge(core, markers);
    ttls = new MessageTtls(core, markers);
  }

  /** A message was stored with these headers. */
  void messageStored(StoredMessage message, HeaderBlock headers) {
    maxAge.messageStored(message);
    ttls.messageStored(message, headers);
  }

  /** What an updated configuration makes too old goes at once. */
  void configurationChanged(StreamConfig before) {
    maxAge.configurationChanged();
    ttls.configurationChanged(before);
  }

  void stop() {
    maxAge.stop();
    ttls.stop();
  }
}
