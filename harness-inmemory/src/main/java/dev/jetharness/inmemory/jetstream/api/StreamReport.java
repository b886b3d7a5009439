package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.StateReport;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.config.MetadataView;
import dev.jetharness.inmemory.jetstream.config.StreamConfigJson;
import dev.jetharness.inmemory.jetstream.stream.Stream;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.time.BrokerClock;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;

/** Writes what the API tells about a stream: configuration, state, place in the cluster. */
final class StreamReport {
  private final Topology topology;
  private final BrokerClock clock;

  /**
   * What a request for one stream may ask for besides.
   *
   * @param subjects how many messages each of some subjects has
   * @param withDeleted whether to list the sequences that are missing between first and last
   */
  record Details(SortedMap<String, Long> subjects, boolean withDeleted) {
    static final Details NONE = new Details(Collections.emptySortedMap(), false);
  }

  /** How much is told of where the stream is. */
  private enum Placed {
    NOWHERE,
    IN_DOMAIN,
    ON_SERVER
  }

  StreamReport(Topology topology, BrokerClock clock) {
    this.topology = topology;
    this.clock = clock;
  }

  /** Writes a stream that was created; it does not tell its domain. */
  void describe(JsonWriter json, StreamAsset asset) {
    describe(json, asset, MetadataView.WITH_SERVER, Details.NONE, Placed.NOWHERE);
  }

  /** Writes a stream that was updated. */
  void describeUpdated(JsonWriter json, StreamAsset asset) {
    describe(json, asset, MetadataView.WITH_SERVER, Details.NONE, Placed.IN_DOMAIN);
  }

  /** Writes a stream that was restored: what it copies is not told of yet. */
  void describeRestored(JsonWriter json, StreamAsset asset) {
    describeItself(json, asset, MetadataView.WITH_SERVER, Details.NONE, Placed.NOWHERE);
    json.timeField("ts", clock.instant());
  }

  /** Writes a stream in a list, where metadata is shown as it is kept. */
  void describeListed(JsonWriter json, StreamAsset asset) {
    describe(json, asset, MetadataView.STORED, Details.NONE, Placed.IN_DOMAIN);
  }

  /** Writes a stream that was asked for: a lone server then names itself as the leader. */
  void describe(JsonWriter json, StreamAsset asset, Details details) {
    describe(json, asset, MetadataView.WITH_SERVER, details, Placed.ON_SERVER);
  }

  private void describe(
      JsonWriter json, StreamAsset asset, MetadataView view, Details details, Placed placed) {
    describeItself(json, asset, view, details, placed);
    SourcingReport.describe(json, asset.sourcing());
    json.timeField("ts", clock.instant());
  }

  private void describeItself(
      JsonWriter json, StreamAsset asset, MetadataView view, Details details, Placed placed) {
    Instant created = BrokerClock.toInstant(asset.stream().created());
    json.object("config", config -> StreamConfigJson.write(config, asset.stream().config(), view));
    json.timeField("created", created);
    json.object("state", state -> describe(state, asset.stream(), details));
    if (placed != Placed.NOWHERE) {
      json.fieldIfSet("domain", topology.domain());
    }
    if (placed == Placed.ON_SERVER && !topology.isClustered()) {
      json.object("cluster", cluster -> cluster.field("leader", topology.serverName()));
    }
    topology.describe(json, asset.stream().config(), created);
  }

  private static void describe(JsonWriter json, Stream stream, Details details) {
    long[] deleted = details.withDeleted() ? stream.deleted() : new long[0];
    StateReport.write(json, stream.state(), details.subjects(), deleted);
  }
}
