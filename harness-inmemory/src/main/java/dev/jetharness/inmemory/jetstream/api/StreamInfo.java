package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.ObjectReader;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code STREAM.INFO}: one stream, and the counts of its subjects if asked for. */
final class StreamInfo implements Operation {
  private static final int LIMIT = 100_000;

  private final Assets assets;
  private final StreamReport report;

  StreamInfo(Assets assets, StreamReport report) {
    this.assets = assets;
    this.report = report;
  }

  private record Query(int offset, boolean deletedDetails, String subjectsFilter) {
    static final Query PLAIN = new Query(0, false, "");
  }

  @Override
  public String responseName() {
    return "stream_info";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    Query query = read(request);
    StreamAsset asset = assets.requireStream(request.stream());
    SortedMap<String, Long> counts = Collections.emptySortedMap();
    if (!query.subjectsFilter().isEmpty()) {
      counts = asset.stream().subjects(SubjectFilter.of(List.of(query.subjectsFilter())));
    }
    if (counts.isEmpty()) {
      Page.describeNone(response);
    } else {
      counts = page(counts, query.offset(), response);
    }
    report.describe(response, asset, new StreamReport.Details(counts, query.deletedDetails()));
  }

  @Override
  public void describeFailure(JsonWriter response) {
    Page.describeNone(response);
  }

  /** Writes the numbers of a page of counts, and returns it. */
  private static SortedMap<String, Long> page(
      SortedMap<String, Long> counts, int offset, JsonWriter response) {
    var page = Page.of(List.copyOf(counts.keySet()), offset, LIMIT);
    // Unlike in lists, an offset beyond the end is repeated as it came.
    Page.describe(response, page.total(), Math.max(offset, 0), page.limit());
    SortedMap<String, Long> shown = new TreeMap<>(counts);
    shown.keySet().retainAll(Set.copyOf(page.items()));
    return shown;
  }

  private static Query read(ApiRequest request) throws ApiException {
    ObjectReader body = request.readIfPresent("JSApiStreamInfoRequest");
    if (body == null) {
      return Query.PLAIN;
    }
    Query query =
        new Query(
            body.integer("offset", 0),
            body.bool("deleted_details", false),
            body.string("subjects_filter", ""));
    ApiRequest.finish(body);
    return query;
  }
}
