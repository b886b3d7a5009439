package dev.jetharness.inmemory.jetstream.sourcing;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.stream.HeaderBlock;
import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * What the origin answered to the request for a consumer.
 *
 * @param error why there is none; null if there is one
 * @param name its name
 * @param deliverSubject where it delivers to
 * @param acknowledgesByFlowControl whether that is its ack policy
 * @param deliveredSequence up to which sequence of the origin it has delivered, or passed over
 * @param identity what tells the origin from others that had its name before; "" if not told
 */
record ConsumerAnswer(
    @Nullable ApiError error,
    String name,
    String deliverSubject,
    boolean acknowledgesByFlowControl,
    long deliveredSequence,
    String identity) {
  private static final String IDENTITY = "Nats-Stream-Identity";

  /**
   * Reads an answer.
   *
   * @throws JsonException if it is not what the API answers
   */
  static ConsumerAnswer read(Message message) throws JsonException {
    ObjectReader json = ObjectReader.parse(message.payload(), "", false);
    ObjectReader config = json.object("config", "");
    ObjectReader delivered = json.object("delivered", "");
    ObjectReader error = json.object("error", "");
    ConsumerAnswer answer =
        new ConsumerAnswer(
            error == null ? null : read(error),
            json.string("name", ""),
            config == null ? "" : config.string("deliver_subject", ""),
            config != null
                && config.string("ack_policy", "").equals(AckPolicy.FLOW_CONTROL.wireName()),
            delivered == null ? 0 : delivered.uint64("stream_seq", 0),
            HeaderBlock.of(message.headers()).value(IDENTITY));
    json.finish();
    return answer;
  }

  private static ApiError read(ObjectReader error) {
    return new ApiError(
        error.integer("code", 0), error.integer("err_code", 0), error.string("description", ""));
  }
}
