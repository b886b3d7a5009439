package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** An operation on the members of a cluster, which a lone server refuses (10010). */
final class ClusterOnly implements Operation {
  private final String responseName;
  private final Topology topology;

  ClusterOnly(String responseName, Topology topology) {
    this.responseName = responseName;
    this.topology = topology;
  }

  @Override
  public String responseName() {
    return responseName;
  }

  @Override
  public boolean checksLevelFirst() {
    return false;
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    throw new ApiException(
        topology.isClustered()
            ? NotModelled.error("moving replicas and leaders")
            : ApiErrors.clusterRequired());
  }
}
