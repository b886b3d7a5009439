package dev.jetharness.inmemory.jetstream.config;

import java.time.Duration;

/**
 * A request to create or update a consumer, as it was read.
 *
 * @param stream the stream that the body names
 * @param config the configuration, without defaults
 * @param action what the request may do
 * @param pedantic whether what the server would put right is to be refused instead
 */
public record ConsumerRequest(
    String stream, ConsumerConfig config, ConsumerAction action, boolean pedantic) {

  /** The same request with the name that its subject gives, or that was made up for it. */
  public ConsumerRequest named(String name) {
    ConsumerDraft draft = ConsumerDraft.of(config);
    draft.name = name;
    return with(draft);
  }

  /**
   * The same request as it applies to a consumer that exists: only CONSUMER.PAUSE changes its
   * pause, and one that a source reads through goes on from where it is.
   */
  public ConsumerRequest onto(ConsumerConfig existing) {
    ConsumerDraft draft = ConsumerDraft.of(config);
    draft.pauseUntil = existing.pauseUntil();
    if (config.sourcing() && config.isDurable()) {
      draft.deliverPolicy = existing.deliverPolicy();
      draft.optStartSequence = existing.optStartSequence();
      draft.optStartTime = existing.optStartTime();
    }
    return with(draft);
  }

  /** Whether a mirror or source asks for a consumer to read through, under a name of its own. */
  public boolean isForNamedSource() {
    return config.direct() && config.sourcing() && !config.name().isEmpty();
  }

  /**
   * The same request as a source's that reads a stream which keeps messages until they are
   * acknowledged: a durable consumer, acknowledged by flow control.
   */
  public ConsumerRequest acknowledgedByFlowControl() {
    ConsumerDraft draft = ConsumerDraft.of(config);
    draft.direct = false;
    draft.durableName = draft.name;
    draft.ackPolicy = AckPolicy.FLOW_CONTROL;
    draft.ackWait = Duration.ZERO;
    draft.maxDeliver = 0;
    draft.inactiveThreshold = Duration.ZERO;
    return with(draft);
  }

  private ConsumerRequest with(ConsumerDraft draft) {
    return new ConsumerRequest(stream, draft.toConfig(), action, pedantic);
  }

  /** The same request for a durable consumer of this name. */
  ConsumerRequest durable(String name) {
    ConsumerDraft draft = ConsumerDraft.of(config);
    draft.durableName = name;
    return with(draft);
  }
}
