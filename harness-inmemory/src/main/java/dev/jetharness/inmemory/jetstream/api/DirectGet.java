package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.jetstream.stream.Stream;
import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.ObjectReader;

/**
 * {@code DIRECT.GET}: reads messages of a stream that allows it. The answer is the message itself,
 * and errors are statuses (ADR-31).
 */
final class DirectGet {
  static final String PREFIX = "$JS.API.DIRECT.GET";

  private final EngineContext context;
  private final Assets assets;

  DirectGet(EngineContext context, Assets assets) {
    this.context = context;
    this.assets = assets;
  }

  /** Takes a request; false if there is no such stream, or it does not allow this. */
  boolean request(Message request) {
    String subject = request.subject();
    int nameStart = PREFIX.length() + 1;
    if (subject.length() <= nameStart) {
      return false;
    }
    int nameEnd = subject.indexOf('.', nameStart);
    String key = nameEnd < 0 ? "" : subject.substring(nameEnd + 1);
    String name = subject.substring(nameStart, nameEnd < 0 ? subject.length() : nameEnd);
    StreamAsset asset = assets.stream(name);
    if (asset == null || !asset.stream().config().allowDirect() || !asset.stream().isActive()) {
      return false;
    }
    String reply = request.reply();
    if (reply != null) {
      answer(request, key, asset.stream(), new DirectReply(context, name, reply));
    }
    return true;
  }

  private void answer(Message request, String key, Stream stream, DirectReply reply) {
    if (RequiredApiLevel.isMissed(request.headers())) {
      reply.status("412 Required Api Level");
      return;
    }
    byte[] body = request.payload();
    if (body.length == 0) {
      if (key.isEmpty()) {
        reply.status("408 Empty Request");
      } else {
        single(MessageQuery.lastFor(key, false), stream, reply);
      }
      return;
    }
    MessageQuery query;
    try {
      ObjectReader reader = ObjectReader.parse(body, MessageQuery.GO_TYPE, false);
      query = MessageQuery.read(reader);
      reader.finish();
    } catch (JsonException malformed) {
      reply.status("408 Malformed Request");
      return;
    }
    if (key.isEmpty()) {
      byQuery(query, stream, reply);
    } else if (isOnlyAboutHeaders(query)) {
      single(MessageQuery.lastFor(key, query.withoutHeaders()), stream, reply);
    } else {
      reply.status("408 Bad Request");
    }
  }

  private static void byQuery(MessageQuery query, Stream stream, DirectReply reply) {
    boolean multiple = !query.multiLastFor().isEmpty();
    if (query.isUnset() && !multiple) {
      reply.status("408 Empty Request");
    } else if (isContradictory(query)) {
      reply.status("408 Bad Request");
    } else if (multiple) {
      new DirectBatch(query, stream, reply).sendLastOfEach();
    } else if (query.batch() != 0) {
      new DirectBatch(query, stream, reply).send();
    } else {
      single(query, stream, reply);
    }
  }

  private static void single(MessageQuery query, Stream stream, DirectReply reply) {
    StoredMessage found = query.find(stream);
    if (found == null) {
      reply.status("404 Message Not Found");
    } else {
      reply.message(found, "", query.withoutHeaders());
    }
  }

  private static boolean isContradictory(MessageQuery query) {
    boolean last = !query.lastFor().isEmpty();
    boolean multiple = !query.multiLastFor().isEmpty();
    return query.isContradictory()
        || (last && query.batch() > 0)
        || (last && multiple)
        || (multiple && !query.nextFor().isEmpty())
        || (query.upToSequence() != 0 && query.upToTime() != null);
  }

  /** Where the subject names the message, the body may only ask for no headers. */
  private static boolean isOnlyAboutHeaders(MessageQuery query) {
    return query.isUnset()
        && query.multiLastFor().isEmpty()
        && query.batch() == 0
        && query.upToSequence() == 0
        && query.upToTime() == null;
  }
}
