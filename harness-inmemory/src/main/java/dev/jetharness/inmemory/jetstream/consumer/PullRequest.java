package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.time.Timer;
import org.jspecify.annotations.Nullable;

/** A pull request that waits for messages. */
final class PullRequest {
  /** Where a request without a priority stands: behind those with the last one, 9. */
  static final int NO_PRIORITY = 10;

  final String reply;
  final boolean noWait;
  final boolean expires;

  /** It expires in the past: it has the consumer look for messages, and gets none. */
  final boolean overAlready;

  /** How many messages it still wants. */
  long remaining;

  /** How many bytes it still takes; zero for any number. */
  long bytes;

  /** What it says to a priority group; null if it stands outside of all. */
  final @Nullable PriorityRequest priority;

  /** The pin that it holds or claims to hold; "" for none. */
  String pinId;

  /** In which line it stands. */
  final int place;

  /** How many messages it got. */
  long delivered;

  @Nullable Timer expiry;
  @Nullable IdleHeartbeat heartbeat;

  /**
   * A request.
   *
   * @param prioritized whether it stands in the line of its priority, or in the only one
   */
  PullRequest(String reply, PullBody body, boolean prioritized) {
    this.reply = reply;
    this.noWait = body.noWait();
    this.expires = body.expires() != 0;
    this.overAlready = body.expires() < 0;
    this.remaining = body.batch();
    this.bytes = body.maxBytes();
    this.priority = body.priority();
    int line = priority == null ? NO_PRIORITY : (int) priority.priority();
    this.place = prioritized ? line : 0;
    this.pinId = priority == null ? "" : priority.pinId();
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
