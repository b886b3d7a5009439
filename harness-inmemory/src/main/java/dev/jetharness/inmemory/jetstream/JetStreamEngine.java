package dev.jetharness.inmemory.jetstream;

import dev.jetharness.inmemory.jetstream.account.Advisories;
import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.Nuid;
import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.api.JetStreamApi;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.json.JsonWriter;

/** JetStream in one account: its streams, their consumers, and the API that clients call. */
public final class JetStreamEngine {
  private final EngineContext context;
  private final Assets assets;
  private final JetStreamApi api;

  private JetStreamEngine(EngineContext context, Assets assets, JetStreamApi api) {
    this.context = context;
    this.assets = assets;
    this.api = api;
  }

  /**
   * Enables JetStream in the context's account.
   *
   * @param context what the engine works with
   * @param topology the server, or cluster, that it reports
   */
  public static JetStreamEngine start(EngineContext context, Topology topology) {
    return context
        .sequencer()
        .call(
            () -> {
              Nuid nuid = new Nuid();
              EngineContext own = context.within(topology.domain(), context.quota());
              Advisories advisories = new Advisories(own, topology, nuid);
              Assets assets = new Assets(own, advisories, topology.limits());
              JetStreamApi api = new JetStreamApi(own, assets, advisories, topology, nuid);
              return new JetStreamEngine(own, assets, api);
            });
  }

  /** Writes the members of the {@code jetstream} object of the monitoring document varz. */
  public void describe(JsonWriter json) {
    api.describe(json);
  }

  /** Forgets all streams, consumers and messages; requests that wait for messages are answered. */
  public void reset() {
    context
        .sequencer()
        .run(
            () -> {
              api.reset();
              assets.clear();
            });
  }
}
