package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Clustered;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import java.util.Collections;
import java.util.regex.Pattern;

/** What a cluster of three nodes says about where streams and consumers are. */
class ClusterContractTest {
  private static final String HASH = "[0-9A-Za-z]{8}";
  private static final String REPLICA =
      "\\{\"name\":\"n[123]\",\"current\":true,\"active\":[0-9]+,\"peer\":\"" + HASH + "\"}";

  @Contract
  @Clustered
  void theServerNamesItsCluster(TestServer server) throws Exception {
    assertThat(server.connection().getServerInfo().getCluster()).isEqualTo("jetharness");
    assertThat(server.connection().getServerInfo().getServerName()).matches("n[123]");
  }

  @Contract
  @Clustered
  void aStreamTellsWhereItIs(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    Answer created = streams.create("ONE", "'subjects':['one']").isOk();
    assertThat(created.text()).containsPattern(alone());
    assertThat(created.at("did_create")).isEqualTo(true);
    streams
        .with("TWO", "'num_replicas':2,'subjects':['two']")
        .with("THREE", "'num_replicas':3,'storage':'memory','subjects':['three']");
    streams.publish("three", "x").isOk();
    awaitPlaced(streams, "STREAM.INFO.ONE", alone());
    awaitPlaced(streams, "STREAM.INFO.TWO", replicated("S-R2F", 2));
    awaitPlaced(streams, "STREAM.INFO.THREE", replicated("S-R3M", 3));
    awaitPlaced(streams, "STREAM.LIST", replicated("S-R3M", 3));
  }

  @Contract
  @Clustered
  void aConsumerTellsWhereItIs(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("S", "'num_replicas':3")
            .with("W", "'num_replicas':3,'retention':'workqueue'");
    streams.consumer("S", "ALIKE", "'ack_policy':'explicit'").isOk();
    streams.consumer("S", "ONE", "'ack_policy':'explicit','num_replicas':1").isOk();
    streams.consumer("S", "MEMORY", "'ack_policy':'explicit','mem_storage':true").isOk();
    ephemeral(streams, "S");
    ephemeral(streams, "W");
    awaitPlaced(streams, "CONSUMER.INFO.S.ALIKE", replicated("C-R3F", 3));
    awaitPlaced(streams, "CONSUMER.INFO.S.ONE", alone());
    awaitPlaced(streams, "CONSUMER.INFO.S.MEMORY", replicated("C-R3M", 3));
    awaitPlaced(streams, "CONSUMER.INFO.S.E", alone());
    awaitPlaced(streams, "CONSUMER.INFO.W.E", replicated("C-R3F", 3));
    awaitPlaced(streams, "CONSUMER.LIST.S", replicated("C-R3M", 3));
  }

  @Contract
  @Clustered
  void moreReplicasThanNodesAreRefused(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'num_replicas':3");
    for (int replicas = 4; replicas <= 5; replicas++) {
      streams
          .create("T", "'num_replicas':" + replicas)
          .isError(400, 10005, "no suitable peers for placement");
    }
    streams
        .create("S", "'num_replicas':5")
        .isError(400, 10058, "stream name already in use with a different configuration");
    streams
        .create("T", "'subjects':['S'],'num_replicas':5")
        .isError(400, 10065, "subjects overlap with an existing stream");
    streams.create("T", "'num_replicas':6").isError(500, 10052, "maximum replicas is 5");
    streams.update("S", "'num_replicas':4").isError(400, 10005, "no suitable peers for placement");
  }

  @Contract
  @Clustered
  void aConsumerHasNoMoreReplicasThanItsStream(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    streams
        .consumer("S", "C", "'ack_policy':'explicit','num_replicas':3")
        .isError(400, 10126, "consumer config replica count exceeds parent stream");
  }

  @Contract
  @Clustered
  void aStreamThatIsThereWasNotCreated(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'num_replicas':3");
    Answer again = streams.create("S", "'num_replicas':3").isOk();
    assertThat(again.at("did_create")).isNull();
  }

  @Contract
  @Clustered
  void anUpdateGivesAStreamMoreReplicas(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s']");
    streams.publish("s", "x").isOk();
    assertThat(
            streams
                .update("S", "'subjects':['s'],'num_replicas':3")
                .isOk()
                .number("config.num_replicas"))
        .isEqualTo(3);
    awaitPlaced(streams, "STREAM.INFO.S", replicated("S-R3F", 3));
    assertThat(streams.messages("S")).isEqualTo(1);
  }

  @Contract
  @Clustered
  void theAccountPaysForEachReplicaButReservesOnce(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("ONE", "'subjects':['one'],'storage':'memory','max_bytes':1000")
            .with("THREE", "'subjects':['three'],'num_replicas':3,'max_bytes':1000");
    streams.publish("one", "hello").isOk();
    streams.publish("three", "hello").isOk();
    long one = streams.info("ONE").number("state.bytes");
    long three = streams.info("THREE").number("state.bytes");
    Await.until(
        "every replica is counted", () -> streams.call("INFO", "").number("storage") == 3 * three);
    Answer info = streams.call("INFO", "");
    assertThat(info.number("memory")).isEqualTo(one);
    assertThat(info.number("reserved_memory")).isEqualTo(1000);
    assertThat(info.number("reserved_storage")).isEqualTo(1000);
  }

  @Contract
  void aServerAloneIsNoCluster(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    for (int replicas = 2; replicas <= 5; replicas++) {
      streams
          .create("T", "'num_replicas':" + replicas)
          .isError(500, 10074, "replicas > 1 not supported in non-clustered mode");
      streams
          .update("S", "'num_replicas':" + replicas)
          .isError(500, 10074, "replicas > 1 not supported in non-clustered mode");
    }
    streams
        .call("STREAM.LEADER.STEPDOWN.S", "")
        .isError(503, 10010, "JetStream clustering support required");
    assertThat(server.connection().getServerInfo().getCluster()).isNull();
  }

  private static void ephemeral(Streams streams, String stream) throws Exception {
    String config = "{'name':'E','ack_policy':'explicit','inactive_threshold':600000000000}";
    streams
        .call(
            "CONSUMER.CREATE." + stream + ".E",
            "{'stream_name':'" + stream + "','config':" + config + "}")
        .isOk();
  }

  /** The object {@code cluster} of something that has settled on one node. */
  private static String alone() {
    return "\"cluster\":\\{\"name\":\"jetharness\",\"leader\":\"n[123]\"},\"ts\"";
  }

  /** The object {@code cluster} of something that has settled on several nodes. */
  private static String replicated(String group, int replicas) {
    return "\"cluster\":\\{\"name\":\"jetharness\",\"raft_group\":\""
        + group
        + "-"
        + HASH
        + "\",\"leader\":\"n[123]\",\"leader_since\":\"[-0-9T:.]+Z\",\"system_account\":true,"
        + "\"traffic_account\":\"\\$SYS\",\"replicas\":\\["
        + String.join(",", Collections.nCopies(replicas - 1, REPLICA))
        + "]},\"ts\"";
  }

  private static void awaitPlaced(Streams streams, String operation, String cluster)
      throws Exception {
    Pattern placed = Pattern.compile(cluster);
    Await.until(
        operation + " tells " + cluster,
        () -> placed.matcher(streams.call(operation, "").text()).find());
  }
}
