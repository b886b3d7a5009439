package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.config.StreamConfigReader;
import dev.jetharness.inmemory.jetstream.config.StreamConfigs;
import dev.jetharness.inmemory.jetstream.config.StreamRequest;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** {@code STREAM.CREATE}: a new stream, or the one there is if it is configured alike. */
final class StreamCreate implements Operation {
  private final Assets assets;
  private final Topology topology;
  private final StreamAdmission admission;
  private final StreamReport report;

  StreamCreate(Assets assets, Topology topology, StreamReport report) {
    this.assets = assets;
    this.topology = topology;
    this.admission = new StreamAdmission(assets, topology);
    this.report = report;
  }

  @Override
  public String responseName() {
    return "stream_create";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    StreamRequest asked = StreamConfigReader.read(request.body());
    String name = request.stream();
    if (!name.equals(asked.config().name())) {
      throw new ApiException(ApiErrors.streamMismatch());
    }
    if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
      throw new ApiException(ApiErrors.streamNameContainsPathSeparators());
    }
    StreamConfigs.checkNew(asked);
    admission.checkRequest(asked);
    StreamConfig config = StreamConfigs.create(asked, topology.limits(), assets::streamConfig);
    StreamAsset existing = assets.stream(name);
    if (existing != null && !StreamConfigs.areSame(existing.stream().config(), config)) {
      throw new ApiException(ApiErrors.streamNameInUse());
    }
    StreamAsset asset = existing == null ? create(config) : existing;
    report.describe(response, asset);
    // A cluster does not say it again of a stream that is there already; a lone server does.
    if (existing == null || !topology.isClustered()) {
      response.field("did_create", true);
    }
  }

  private StreamAsset create(StreamConfig config) throws ApiException {
    admission.checkNew(config);
    return assets.addStream(config);
  }
}
