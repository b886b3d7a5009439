package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.ObjectReader;
import java.util.List;

/**
 * Which streams a list is to hold.
 *
 * @param offset where the page begins
 * @param subject only streams with a subject that collides with this one; all if empty
 */
record StreamQuery(int offset, String subject) {

  static StreamQuery read(ApiRequest request, String goType) throws ApiException {
    ObjectReader body = request.readIfPresent(goType);
    if (body == null) {
      return new StreamQuery(0, "");
    }
    StreamQuery query = new StreamQuery(body.integer("offset", 0), body.string("subject", ""));
    ApiRequest.finish(body);
    return query;
  }

  /** The streams asked for, sorted by name. */
  List<StreamAsset> select(Assets assets) {
    return subject.isEmpty() ? assets.streams() : assets.streamsOn(subject);
  }
}
