package dev.jetharness.conformance.inventory;

import static dev.jetharness.conformance.inventory.Steps.consumer;
import static dev.jetharness.conformance.inventory.Steps.publish;
import static dev.jetharness.conformance.inventory.Steps.pull;
import static dev.jetharness.conformance.inventory.Steps.request;
import static dev.jetharness.conformance.inventory.Steps.stream;

import dev.jetharness.Broker;
import dev.jetharness.conformance.differential.Solo;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** The operations of {@code $JS.API}. */
final class ApiSubjects {
  /** Those that only the system account reaches; nobody answers another one. */
  static final List<String> OF_SYSTEM_ACCOUNT =
      List.of(
          "META.LEADER.STEPDOWN",
          "SERVER.REMOVE",
          "SERVER.EVACUATE",
          "META.RESCUE",
          "ACCOUNT.PURGE.*",
          "ACCOUNT.STREAM.MOVE.*.*",
          "ACCOUNT.STREAM.CANCEL_MOVE.*.*");

  private static final String HELD = stream("'allow_direct':true") + publish("s.a", "x");
  private static final String CONSUMED = HELD + consumer("'ack_policy':'explicit'");
  private static final Pattern OPERATION =
      Pattern.compile("\\.add\\(\\s*\"([A-Z.]+)\", ([\\w.]+),");
  private static final String SUCCESS = "\"success\":true";

  private ApiSubjects() {}

  static List<Item> items() {
    return List.of(
        Item.of("INFO", request("INFO", ""), "account_info_response\",\"memory\""),
        Item.of("STREAM.CREATE.*", stream(""), "\"did_create\":true"),
        Item.of(
            "STREAM.UPDATE.*",
            stream("") + request("STREAM.UPDATE.S", "{'name':'S','max_msgs':3}"),
            "stream_update_response\",\"config\""),
        Item.of("STREAM.NAMES", HELD + request("STREAM.NAMES", ""), "\"streams\":[\"S\"]"),
        Item.of("STREAM.LIST", HELD + request("STREAM.LIST", ""), "\"streams\":[{\"config\""),
        Item.of("STREAM.INFO.*", HELD + request("STREAM.INFO.S", ""), "\"num_subjects\":1"),
        Item.of("STREAM.DELETE.*", HELD + request("STREAM.DELETE.S", ""), SUCCESS),
        Item.of("STREAM.PURGE.*", HELD + request("STREAM.PURGE.S", ""), "\"purged\":1"),
        Item.of(
            "STREAM.SNAPSHOT.*",
            HELD + request("STREAM.SNAPSHOT.S", "{'deliver_subject':'out.backup'}"),
            "stream_snapshot_response\",\"config\""),
        Item.of(
            "STREAM.RESTORE.*",
            request("STREAM.RESTORE.S", "{'config':{'name':'S','storage':'memory'},'state':{}}"),
            "\"deliver_subject\":\"$JS"),
        Item.of(
            "STREAM.MSG.GET.*", HELD + request("STREAM.MSG.GET.S", "{'seq':1}"), "\"message\":"),
        Item.of("STREAM.MSG.DELETE.*", HELD + request("STREAM.MSG.DELETE.S", "{'seq':1}"), SUCCESS),
        ofCluster("STREAM.PEER.REMOVE.*", "STREAM.PEER.REMOVE.S"),
        ofCluster("STREAM.PEER.EVACUATE.*", "STREAM.PEER.EVACUATE.S"),
        ofCluster("STREAM.LEADER.STEPDOWN.*", "STREAM.LEADER.STEPDOWN.S"),
        ofCluster("STREAM.CANCEL_MOVE.*", "STREAM.CANCEL_MOVE.S"),
        Item.of(
            "CONSUMER.CREATE.*",
            HELD + request("CONSUMER.CREATE.S", "{'stream_name':'S','config':{}}"),
            "\"num_pending\":1"),
        Item.of("CONSUMER.CREATE.*.>", CONSUMED, "\"num_pending\":1"),
        Item.of(
            "CONSUMER.DURABLE.CREATE.*.*",
            HELD
                + request(
                    "CONSUMER.DURABLE.CREATE.S.D",
                    "{'stream_name':'S','config':{'durable_name':'D'}}"),
            "\"num_pending\":1"),
        Item.of("CONSUMER.NAMES.*", CONSUMED + request("CONSUMER.NAMES.S", ""), "[\"C\"]"),
        Item.of("CONSUMER.LIST.*", CONSUMED + request("CONSUMER.LIST.S", ""), "\"consumers\":[{"),
        Item.of(
            "CONSUMER.INFO.*.*",
            CONSUMED + request("CONSUMER.INFO.S.C", ""),
            "consumer_info_response\",\"stream_name\""),
        Item.of("CONSUMER.DELETE.*.*", CONSUMED + request("CONSUMER.DELETE.S.C", ""), SUCCESS),
        Item.of(
            "CONSUMER.PAUSE.*.*",
            CONSUMED + request("CONSUMER.PAUSE.S.C", "{'pause_until':'2090-01-01T00:00:00Z'}"),
            "\"paused\":true"),
        Item.of(
            "CONSUMER.UNPIN.*.*",
            HELD
                + consumer("'priority_policy':'pinned_client','priority_groups':['g']")
                + request("CONSUMER.UNPIN.S.C", "{'group':'g'}"),
            "consumer_unpin_response\"}"),
        ofCluster("CONSUMER.LEADER.STEPDOWN.*.*", "CONSUMER.LEADER.STEPDOWN.S.C"),
        Item.of("CONSUMER.MSG.NEXT.*.*", CONSUMED + pull(""), "$JS.ACK.S.C.1.1.1."),
        Item.of(
            "CONSUMER.RESET.*.*", CONSUMED + request("CONSUMER.RESET.S.C", ""), "\"reset_seq\""),
        Item.of("DIRECT.GET.*", HELD + request("DIRECT.GET.S", "{'seq':1}"), "Nats-Sequence: 1"),
        Item.of("DIRECT.GET.*.>", HELD + request("DIRECT.GET.S.s.a", ""), "Nats-Sequence: 1"));
  }

  /** Those that the in-memory broker takes, as its sources have them. */
  static List<String> ofTheEngine() {
    return OPERATION
        .matcher(Repository.engine().getOrDefault("JetStreamApi", ""))
        .results()
        .map(each -> each.group(1) + names(each.group(2)))
        .toList();
  }

  /** The names that follow an operation; of as many as one likes, the first. */
  private static String names(String count) {
    return ".*".repeat(count.equals("OperationTable.SOME") ? 1 : Integer.parseInt(count));
  }

  /** Whether nobody answers. */
  static boolean isSilent(Broker broker, String operation) throws IOException {
    return Solo.isSilent(broker, operation.replace("*", "x"));
  }

  /** A single server refuses it, with this error. */
  private static Item ofCluster(String name, String operation) {
    return Item.of(name, CONSUMED + request(operation, ""), "\"err_code\":10010");
  }
}
