package dev.jetharness.inmemory.jetstream.consumer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a consumer is, as the server's consumer store records it and a snapshot keeps it.
 *
 * @param delivered the last delivery
 * @param ackFloor up to where everything is acknowledged
 * @param pending what waits for its acknowledgement
 * @param redelivered how often messages were delivered again, by stream sequence
 */
public record ConsumerProgress(
    SequencePair delivered,
    SequencePair ackFloor,
    List<Pending> pending,
    Map<Long, Long> redelivered) {

  /**
   * A message that waits for its acknowledgement.
   *
   * @param sequence its sequence in the stream
   * @param consumerSequence the consumer sequence of its first delivery
   * @param timestamp since when it waits, in nanoseconds since the epoch
   */
  public record Pending(long sequence, long consumerSequence, long timestamp) {}

  /** What the server's consumer store has against this; null if nothing. */
  public @Nullable String problem() {
    if (Long.compareUnsigned(ackFloor.consumer(), delivered.consumer()) > 0) {
      return "bad ack floor for consumer";
    }
    if (Long.compareUnsigned(ackFloor.stream(), delivered.stream()) > 0) {
      return "bad ack floor for stream";
    }
    for (Pending each : pending) {
      if (Long.compareUnsigned(each.sequence(), ackFloor.stream()) <= 0
          || Long.compareUnsigned(each.sequence(), delivered.stream()) > 0) {
        return "bad pending entry, sequence ["
            + Long.toUnsignedString(each.sequence())
            + "] out of range";
      }
    }
    return null;
  }
}
