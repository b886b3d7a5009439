package dev.jetharness.inmemory.jetstream.config;

/**
 * A request to create or update a consumer, as it was read.
 *
 * @param stream the stream that the body names
 * @param config the configuration, without defaults
 * @param action what the request may do
 * @param pedantic whether what the server would put right is to be refused instead
 * @param unmodelled what it asks for beyond what {@code config} can hold
 */
public record ConsumerRequest(
    String stream,
    ConsumerConfig config,
    ConsumerAction action,
    boolean pedantic,
    UnmodelledConsumerFields unmodelled) {

  /** The same request with the name that its subject gives, or that was made up for it. */
  public ConsumerRequest named(String name) {
    ConsumerDraft draft = ConsumerDraft.of(config);
    draft.name = name;
    return new ConsumerRequest(stream, draft.toConfig(), action, pedantic, unmodelled);
  }

  /** The same request for a durable consumer of this name. */
  ConsumerRequest durable(String name) {
    ConsumerDraft draft = ConsumerDraft.of(config);
    draft.durableName = name;
    return new ConsumerRequest(stream, draft.toConfig(), action, pedantic, unmodelled);
  }
}
