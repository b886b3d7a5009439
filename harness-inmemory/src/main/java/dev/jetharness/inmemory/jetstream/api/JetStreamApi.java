package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.bus.Account;
import dev.jetharness.inmemory.jetstream.account.Advisories;
import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.Nuid;
import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.backup.Backups;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.time.BrokerClock;

/** What clients may ask of JetStream: builds every operation with what it touches. */
public final class JetStreamApi {
  private final ApiStatistics statistics = new ApiStatistics();
  private final Assets assets;
  private final Topology topology;
  private final Backups backups;

  /** Subscribes the API, and the acknowledgements of consumers, on the account. */
  public JetStreamApi(
      EngineContext context, Assets assets, Advisories advisories, Topology topology, Nuid nuid) {
    this.assets = assets;
    this.topology = topology;
    this.backups = new Backups(context, advisories, nuid);
    ApiDispatcher dispatcher =
        new ApiDispatcher(
            context,
            operations(context, topology, nuid),
            new DirectGet(context, assets),
            new NextMessages(assets),
            new ConsumerReset(assets, new ConsumerReport(topology)),
            advisories,
            statistics);
    Acknowledgements acknowledgements = new Acknowledgements(assets, context.account().name());
    Account account = context.account();
    account.subscribe(ApiDispatcher.PREFIX + '>', dispatcher::dispatch);
    account.subscribe(Acknowledgements.SUBJECTS, acknowledgements::take);
  }

  /** Counts requests from zero again, and ends snapshots and restorations without a word. */
  public void reset() {
    statistics.clear();
    backups.clear();
  }

  /** Writes the members of the {@code jetstream} object of the monitoring document varz. */
  public void describe(JsonWriter json) {
    json.object("config", this::describeConfig);
    json.object("stats", this::describeStatistics);
    json.object(
        "limits",
        limits -> limits.field("default_max_consumers", ConsumerAdmission.DEFAULT_MAX_CONSUMERS));
  }

  private void describeConfig(JsonWriter json) {
    long heap = Runtime.getRuntime().maxMemory();
    long memory = topology.limits().server().maxMemory();
    long storage = topology.limits().server().maxStorage();
    json.field("max_memory", memory < 0 ? heap : memory)
        .field("max_storage", storage < 0 ? heap : storage)
        .fieldIfSet("domain", topology.domain())
        .field("strict", true);
  }

  private void describeStatistics(JsonWriter json) {
    assets.resources().describe(json);
    json.field("accounts", 1).field("ha_assets", 0).object("api", statistics::describe);
  }

  private OperationTable operations(EngineContext context, Topology topology, Nuid nuid) {
    OperationTable table = new OperationTable();
    table.add("INFO", 0, new AccountInfo(assets, topology, statistics));
    addStreamOperations(table, assets, topology, context);
    addBackupOperations(table, topology, context.clock());
    addConsumerOperations(table, assets, topology, nuid);
    addClusterOperations(table, topology);
    return table;
  }

  private void addBackupOperations(OperationTable table, Topology topology, BrokerClock clock) {
    StreamReport report = new StreamReport(topology, clock);
    RestoredAssets restored = new RestoredAssets(assets, topology, report);
    table
        .add("STREAM.SNAPSHOT", 1, new StreamSnapshot(assets, backups, clock))
        .add("STREAM.RESTORE", 1, new StreamRestore(restored, backups));
  }

  private static void addStreamOperations(
      OperationTable table, Assets assets, Topology topology, EngineContext context) {
    StreamReport report = new StreamReport(topology, context.clock());
    table
        .add("STREAM.CREATE", 1, new StreamCreate(assets, topology, report))
        .add("STREAM.UPDATE", 1, new StreamUpdate(assets, topology, report))
        .add("STREAM.NAMES", 0, new StreamNames(assets))
        .add("STREAM.LIST", 0, new StreamList(assets, report))
        .add("STREAM.INFO", 1, new StreamInfo(assets, report))
        .add("STREAM.DELETE", 1, new StreamDelete(assets))
        .add("STREAM.PURGE", 1, new StreamPurge(assets))
        .add("STREAM.MSG.GET", 1, new MessageGet(assets))
        .add("STREAM.MSG.DELETE", 1, new MessageDelete(assets));
  }

  private static void addConsumerOperations(
      OperationTable table, Assets assets, Topology topology, Nuid nuid) {
    ConsumerReport report = new ConsumerReport(topology);
    ConsumerCreation creation = new ConsumerCreation(assets, topology, nuid, report);
    table
        .add("CONSUMER.CREATE", OperationTable.SOME, new ConsumerCreate(creation))
        .add("CONSUMER.DURABLE.CREATE", 2, new DurableConsumerCreate(creation))
        .add("CONSUMER.NAMES", 1, new ConsumerNames(assets))
        .add("CONSUMER.LIST", 1, new ConsumerList(assets, report))
        .add("CONSUMER.INFO", 2, new ConsumerInfo(assets, report))
        .add("CONSUMER.DELETE", 2, new ConsumerDelete(assets))
        .add("CONSUMER.PAUSE", 2, new ConsumerPause(assets))
        .add("CONSUMER.UNPIN", 2, new ConsumerUnpin(assets));
  }

  private static void addClusterOperations(OperationTable table, Topology topology) {
    table
        .add("STREAM.PEER.REMOVE", 1, new ClusterOnly("stream_remove_peer", topology))
        .add("STREAM.PEER.EVACUATE", 1, new ClusterOnly("stream_evacuate_peer", topology))
        .add("STREAM.LEADER.STEPDOWN", 1, new ClusterOnly("stream_leader_stepdown", topology))
        .add("STREAM.CANCEL_MOVE", 1, new ClusterOnly("stream_cancel_move", topology))
        .add("CONSUMER.LEADER.STEPDOWN", 2, new ClusterOnly("consumer_leader_stepdown", topology));
  }
}
