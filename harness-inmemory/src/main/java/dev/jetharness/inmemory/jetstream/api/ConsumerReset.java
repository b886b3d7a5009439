package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.stream.HeaderBlock;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.ObjectReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code CONSUMER.RESET}: takes a consumer back to its ack floor, or to some sequence. On the
 * server it is a subscription of the consumer's own: a missing one is silent, and so is one that is
 * not asked for a reply; nothing is counted or audited.
 */
final class ConsumerReset {
  static final String PREFIX = "$JS.API.CONSUMER.RESET.";

  private final Assets assets;
  private final ConsumerReport report;

  ConsumerReset(Assets assets, ConsumerReport report) {
    this.assets = assets;
    this.report = report;
  }

  /** The answer to a request; null if there is none. */
  @Nullable Message answer(Message request) {
    String reply = request.reply();
    String[] names = request.subject().substring(PREFIX.length()).split("\\.", -1);
    StreamAsset asset = names.length == 2 ? assets.stream(names[0]) : null;
    Consumer consumer = asset == null ? null : asset.consumer(names[1]);
    if (reply == null || asset == null || consumer == null) {
      return null;
    }
    JsonWriter response = ApiDispatcher.envelope("consumer_reset");
    byte[] headers = Message.EMPTY;
    try {
      long sequence = reset(new ApiRequest(request, null, List.of(names)), consumer);
      report.describe(response, asset, consumer);
      response.unsignedField("reset_seq", sequence);
      if (HeaderBlock.of(request.headers()).get(StreamIdentity.HEADER) != null) {
        headers = StreamIdentity.of(asset.stream()).headers();
      }
    } catch (ApiException refused) {
      ApiDispatcher.describe(response, refused.error());
      response.field("reset_seq", 0);
    }
    return new Message(reply, null, headers, response.endObject().toByteArray());
  }

  private static long reset(ApiRequest request, Consumer consumer) throws ApiException {
    request.requireApiLevel();
    if (request.body().length == 0) {
      return consumer.reset(0);
    }
    ObjectReader body = request.readLeniently("JSApiConsumerResetRequest");
    long sequence = body.uint64("seq", 0);
    ApiRequest.finish(body);
    return consumer.reset(sequence);
  }
}
