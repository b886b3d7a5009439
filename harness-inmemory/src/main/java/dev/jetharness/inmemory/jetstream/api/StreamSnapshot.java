package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.StateReport;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.backup.Backups;
import dev.jetharness.inmemory.jetstream.backup.Snapshot;
import dev.jetharness.inmemory.jetstream.backup.SnapshotRequest;
import dev.jetharness.inmemory.jetstream.config.MetadataView;
import dev.jetharness.inmemory.jetstream.config.StreamConfigJson;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.ObjectReader;
import dev.jetharness.inmemory.subject.Subjects;
import dev.jetharness.inmemory.time.BrokerClock;

/** {@code STREAM.SNAPSHOT}: sends a stream, as it is now, to a subject. */
final class StreamSnapshot implements Operation {
  private final Assets assets;
  private final Backups backups;
  private final BrokerClock clock;

  StreamSnapshot(Assets assets, Backups backups, BrokerClock clock) {
    this.assets = assets;
    this.backups = backups;
    this.clock = clock;
  }

  @Override
  public String responseName() {
    return "stream_snapshot";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    request.requireBody();
    StreamAsset asset = assets.requireStream(request.stream());
    SnapshotRequest asked = read(request);
    if (!Subjects.isValidLiteral(asked.deliverSubject())) {
      throw new ApiException(ApiErrors.snapshotDeliverSubjectInvalid());
    }
    Snapshot snapshot = new Snapshot(asset, asked.consumers(), clock.now());
    response.object(
        "config", json -> StreamConfigJson.write(json, snapshot.config(), MetadataView.STORED));
    response.object("state", json -> StateReport.write(json, snapshot.state()));
    request.afterwards(backups.deliver(snapshot, asked, request.sender()));
  }

  /** All messages are always intact here, so there is nothing to check before. */
  private static SnapshotRequest read(ApiRequest request) throws ApiException {
    ObjectReader body = request.read("JSApiStreamSnapshotRequest");
    SnapshotRequest asked =
        new SnapshotRequest(
            body.string("deliver_subject", ""),
            !body.bool("no_consumers", false),
            body.integer("chunk_size", 0),
            body.integer("window_size", 0));
    body.bool("jsck", false);
    ApiRequest.finish(body);
    return asked;
  }
}
