package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.time.Timer;
import org.jspecify.annotations.Nullable;

/** A pull request that waits for messages. */
final class PullRequest {
  final String reply;
  final boolean noWait;
  final boolean expires;

  /** How many messages it still wants. */
  long remaining;

  /** How many bytes it still takes; zero for any number. */
  long bytes;

  /** How many messages it got. */
  long delivered;

  /** Whether its receiver has much to read, and it is passed over. */
  boolean parked;

  @Nullable Timer expiry;
  @Nullable IdleHeartbeat heartbeat;

  PullRequest(String reply, PullBody body) {
    this.reply = reply;
    this.noWait = body.noWait();
    this.expires = body.expires() != 0;
    this.remaining = body.batch();
    this.bytes = body.maxBytes();
  }

  /** Whether it ends when the stream does: at once, or if it can wait, once it got something. */
  boolean endsWithStream() {
    return noWait && (!expires || delivered > 0);
  }

  void stopTimers() {
    if (expiry != null) {
      expiry.cancel();
    }
    if (heartbeat != null) {
      heartbeat.stop();
    }
  }
}
