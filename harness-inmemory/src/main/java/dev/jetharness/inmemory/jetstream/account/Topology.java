package dev.jetharness.inmemory.jetstream.account;

import dev.jetharness.inmemory.jetstream.config.AssetLimits;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.NameHash;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.json.JsonWriter;
import java.time.Instant;

/**
 * The server as JetStream reports it: alone, or as one of several nodes of a cluster that all live
 * here, where every replica is always current.
 *
 * @param serverName the name of the server, which leads everything
 * @param clusterName the name of the cluster; unused with one node
 * @param domain the JetStream domain; empty if it has no name
 * @param limits what it imposes on streams and consumers, as many replicas as there are nodes among
 *     them
 */
public record Topology(String serverName, String clusterName, String domain, AssetLimits limits) {

  /** What the other nodes are called, before their number. */
  private static final String NODE = "n";

  /** A server, or cluster, without a domain and without limits. */
  public Topology(String serverName, String clusterName, int nodes) {
    this(serverName, clusterName, "", AssetLimits.ofNodes(nodes));
  }

  /** How many nodes there are. */
  public int nodes() {
    return limits.nodes();
  }

  public boolean isClustered() {
    return nodes() > 1;
  }

  /** Writes the {@code cluster} object of a stream; nothing if there is no cluster. */
  public void describe(JsonWriter json, StreamConfig stream, Instant created) {
    if (isClustered()) {
      String group = group('S', stream.replicas(), stream.storage(), stream.name());
      json.object("cluster", cluster -> members(cluster, group, stream.replicas(), created));
    }
  }

  /** Writes the {@code cluster} object of a consumer; nothing if there is no cluster. */
  public void describe(
      JsonWriter json, StreamConfig stream, ConsumerConfig consumer, String name, Instant created) {
    if (isClustered()) {
      int replicas = replicas(stream, consumer);
      StorageType storage = consumer.memoryStorage() ? StorageType.MEMORY : stream.storage();
      String group = group('C', replicas, storage, stream.name() + '.' + name);
      json.object("cluster", cluster -> members(cluster, group, replicas, created));
    }
  }

  /** A consumer that does not say is as safe as its stream, unless nobody expects it to last. */
  private static int replicas(StreamConfig stream, ConsumerConfig consumer) {
    if (consumer.replicas() > 0) {
      return consumer.replicas();
    }
    boolean fleeting = !consumer.isDurable() && stream.retention() == RetentionPolicy.LIMITS;
    return fleeting ? 1 : stream.replicas();
  }

  private static String group(char kind, int replicas, StorageType storage, String asset) {
    char store = storage == StorageType.FILE ? 'F' : 'M';
    return kind + "-R" + replicas + store + '-' + NameHash.of(asset);
  }

  private void members(JsonWriter json, String group, int replicas, Instant created) {
    json.field("name", clusterName);
    if (replicas <= 1) {
      json.field("leader", serverName);
      return;
    }
    json.field("raft_group", group);
    json.field("leader", serverName).timeField("leader_since", created);
    json.field("system_account", true).field("traffic_account", "$SYS");
    json.name("replicas").beginArray();
    for (int node = 2; node <= replicas; node++) {
      String peer = NODE + node;
      json.beginObject().field("name", peer).field("current", true);
      json.field("active", 0L).field("peer", NameHash.of(peer)).endObject();
    }
    json.endArray();
  }
}
