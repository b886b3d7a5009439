package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;

/**
 * A consumer at one instant. Times are in nanoseconds since the epoch.
 *
 * @param stream the stream's name
 * @param name the consumer's name
 * @param created when it was created
 * @param config its configuration
 * @param delivered the last delivery
 * @param lastDelivered when that was; 0 for never
 * @param ackFloor up to where all is acknowledged
 * @param lastAcknowledged when the last acknowledgement came; 0 for never
 * @param ackPending how many messages wait for an acknowledgement
 * @param redelivered how many messages were delivered again
 * @param waiting how many pull requests wait
 * @param pending how many messages are still to be delivered
 * @param push whether messages are pushed
 * @param pushBound whether they are and somebody listens
 * @param pauseRemaining how long its pause lasts, in nanoseconds; 0 if it is in none
 * @param timestamp when this was true
 * @param pinId which client gets the messages where only one does; "" for none
 * @param pinnedAt since when; 0 for none
 */
public record ConsumerInfo(
    String stream,
    String name,
    long created,
    ConsumerConfig config,
    SequencePair delivered,
    long lastDelivered,
    SequencePair ackFloor,
    long lastAcknowledged,
    int ackPending,
    int redelivered,
    int waiting,
    long pending,
    boolean push,
    boolean pushBound,
    long pauseRemaining,
    long timestamp,
    String pinId,
    long pinnedAt) {}
