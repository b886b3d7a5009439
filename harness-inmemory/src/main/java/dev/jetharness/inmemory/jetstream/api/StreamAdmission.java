package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.config.StreamConfigs;
import dev.jetharness.inmemory.jetstream.config.StreamRequest;
import dev.jetharness.inmemory.jetstream.error.ApiException;

/**
 * Whether a new stream fits in with the others and finds room. A lone server and a cluster ask in
 * different orders, so that of several errors another one is told.
 */
final class StreamAdmission {
  private final Assets assets;
  private final Topology topology;

  StreamAdmission(Assets assets, Topology topology) {
    this.assets = assets;
    this.topology = topology;
  }

  /** Refuses a request by what it says; a cluster completes the configuration first. */
  void checkRequest(StreamRequest request) throws ApiException {
    if (!topology.isClustered()) {
      assets.resources().checkRequest(request);
    }
  }

  /** Refuses a stream of a name that is free. */
  void checkNew(StreamConfig config) throws ApiException {
    if (topology.isClustered()) {
      assets.checkOverlap(config);
      assets.resources().checkAccount(config);
      StreamConfigs.checkReplicas(config, topology.limits());
      assets.resources().checkPlacement(config);
      StreamConfigs.checkSources(config);
    } else {
      assets.resources().checkRoom(config, config.maxBytes());
      StreamConfigs.checkSources(config);
      assets.checkOverlap(config);
    }
  }
}
