package dev.jetharness.conformance.inventory;

import static dev.jetharness.conformance.inventory.Steps.consumer;
import static dev.jetharness.conformance.inventory.Steps.publish;
import static dev.jetharness.conformance.inventory.Steps.pull;
import static dev.jetharness.conformance.inventory.Steps.request;
import static dev.jetharness.conformance.inventory.Steps.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The status lines that a server sends in place of messages. */
final class Statuses {
  private static final String HOUR = "3600000000000";
  private static final String EMPTY = stream("'allow_direct':true");
  private static final String HELD = EMPTY + publish("s.a", "x");
  private static final String PULL = consumer("'ack_policy':'explicit'");
  private static final String GROUP = ",'priority_groups':['g']";

  /** Two of them are more than half of the window in which a client is not asked. */
  private static final String LARGE = "x".repeat(600_000);

  private Statuses() {}

  /** Those that a client can bring about on a single server, with how to. */
  static List<Item> items() {
    List<Item> items = new ArrayList<>();
    addPullStatuses(items);
    addPriorityStatuses(items);
    addPushStatuses(items);
    addDirectStatuses(items);
    items.add(snapshot());
    items.add(Item.of("503", publish("nobody", "x"), "NATS/1.0 503\\r\\nNats-Subject: nobody"));
    return items;
  }

  private static Item status(String status, String script) {
    return Item.of(status, script, "NATS/1.0 " + status);
  }

  private static void addPullStatuses(List<Item> items) {
    items.addAll(
        List.of(
            status(
                "100 Idle Heartbeat",
                EMPTY
                    + PULL
                    + pull("{'batch':1,'expires':" + HOUR + ",'idle_heartbeat':100000000}")),
            status(
                "400 Bad Request - heartbeat value too large",
                EMPTY + PULL + pull("{'batch':1,'expires':1000000000,'idle_heartbeat':900000000}")),
            status("400 Bad Request - ", EMPTY + PULL + pull("{'batch':'x'}")),
            status("404 No Messages", EMPTY + PULL + pull("{'batch':1,'no_wait':true}")),
            status("408 Request Timeout", EMPTY + PULL + pull("{'batch':1,'expires':50000000}")),
            status(
                "408 Requests Pending",
                HELD
                    + consumer("'ack_policy':'explicit','max_ack_pending':1")
                    + publish("s.a", "y")
                    + pull("{'batch':3}")
                    + pull("{'batch':1,'no_wait':true}")),
            status("409 Consumer is push based", EMPTY + push("") + pull("")),
            status(
                "409 Consumer Deleted",
                EMPTY + PULL + pull("{'batch':1}") + request("CONSUMER.DELETE.S.C", "")),
            status(
                "409 Exceeded MaxRequestBatch of 3",
                EMPTY + consumer("'max_batch':3") + pull("{'batch':4}")),
            status(
                "409 Exceeded MaxRequestExpires of 1s",
                EMPTY
                    + consumer("'max_expires':1000000000")
                    + pull("{'batch':1,'expires':2000000000}")),
            status(
                "409 Exceeded MaxRequestMaxBytes of 3",
                EMPTY + consumer("'max_bytes':3") + pull("{'batch':1,'max_bytes':4}")),
            status(
                "409 Exceeded MaxWaiting",
                EMPTY + consumer("'max_waiting':1") + pull("{'batch':1}") + pull("{'batch':1}")),
            status(
                "409 Message Size Exceeds MaxBytes",
                HELD + PULL + pull("{'batch':1,'max_bytes':10}")),
            status("409 Batch Completed", HELD + PULL + pull("{'batch':1,'max_bytes':10000}")),
            status(
                "412 Required Api Level",
                HELD
                    + "request DIRECT.GET.S headers=\"NATS/1.0\\r\\nNats-Required-Api-Level: 99\\r\\n\\r\\n\" : {\"seq\":1}\n")));
  }

  private static void addPriorityStatuses(List<Item> items) {
    String overflow = EMPTY + consumer("'priority_policy':'overflow'" + GROUP);
    String pinned =
        HELD + publish("s.a", "y") + consumer("'priority_policy':'pinned_client'" + GROUP);
    items.addAll(
        List.of(
            status("400 Bad Request - Priority Group missing", overflow + pull("{'batch':1}")),
            status(
                "400 Bad Request - Invalid Priority Group",
                overflow + pull("{'batch':1,'group':'x'}")),
            status(
                "400 Bad Request - Not a Overflow Priority consumer",
                pinned + pull("{'batch':1,'group':'g','min_pending':1}")),
            status(
                "400 Bad Request - Not a Pinned Client Priority consumer",
                overflow + pull("{'batch':1,'group':'g','id':'x'}")),
            status(
                "400 Bad Request - Priority must be between 0 and 9",
                EMPTY
                    + consumer("'priority_policy':'prioritized'" + GROUP)
                    + pull("{'batch':1,'group':'g','priority':10}")),
            status(
                "423 Nats-Pin-Id mismatch",
                pinned
                    + pull("{'batch':1,'group':'g'}")
                    + "acknowledge S.C delivery=\"0\" : +WPI\n"
                    + pull("{'batch':1,'group':'g','id':'x'}"))));
  }

  private static void addPushStatuses(List<Item> items) {
    items.add(
        status(
            "100 FlowControl Request",
            stream("")
                + publish("s.a", LARGE)
                + publish("s.a", LARGE)
                + push(",'flow_control':true,'idle_heartbeat':" + HOUR)));
  }

  private static void addDirectStatuses(List<Item> items) {
    items.addAll(
        List.of(
            direct("204 EOB", "{'seq':1,'batch':1}"),
            direct("404 Message Not Found", "{'seq':7}"),
            direct("404 No Results", "{'multi_last':['t.a']}"),
            tooManyResults(),
            direct("408 Empty Request", "{}"),
            direct("408 Malformed Request", "x"),
            direct("408 Bad Request", "{'seq':1,'last_by_subj':'s.a'}")));
  }

  private static Item tooManyResults() {
    String subjects =
        IntStream.rangeClosed(1, 1025)
            .mapToObj(each -> publish("s." + each, ""))
            .collect(Collectors.joining());
    return status(
        "413 Too Many Results", EMPTY + subjects + request("DIRECT.GET.S", "{'multi_last':['>']}"));
  }

  private static Item direct(String status, String body) {
    return status(status, HELD + request("DIRECT.GET.S", body));
  }

  /** It ends a snapshot of more than one chunk. */
  private static Item snapshot() {
    String incompressible =
        new Random(1)
            .ints(4000, 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return Item.of(
        "204",
        stream("")
            + publish("s.a", incompressible)
            + request("STREAM.SNAPSHOT.S", "{'deliver_subject':'out.backup','chunk_size':1024}"),
        "NATS/1.0 204\\r\\n\\r\\n");
  }

  private static String push(String members) {
    return consumer("'deliver_subject':'push.c'" + members);
  }
}
