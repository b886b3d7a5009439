package dev.jetharness.conformance.inventory;

import static dev.jetharness.conformance.inventory.Steps.consumer;
import static dev.jetharness.conformance.inventory.Steps.request;
import static dev.jetharness.conformance.inventory.Steps.stream;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a consumer's configuration. */
final class ConsumerFields {
  private static final String HOUR = "3600000000000";
  private static final String PUSH = "'deliver_subject':'push.c'";
  private static final String EXPLICIT = "'ack_policy':'explicit'";

  private ConsumerFields() {}

  static List<Item> items() {
    return List.of(
        durable(),
        field("name", "'C'", ""),
        field("description", "'what it is for'", ""),
        field("deliver_policy", "'new'", ""),
        field("opt_start_seq", "3", "'deliver_policy':'by_start_sequence'"),
        field("opt_start_time", "'2020-01-01T00:00:00Z'", "'deliver_policy':'by_start_time'"),
        field("ack_policy", "'explicit'", ""),
        field("ack_policy", "'flow_control'", PUSH + ",'max_ack_pending':100"),
        field("ack_wait", HOUR, EXPLICIT),
        field("max_deliver", "3", EXPLICIT),
        field("backoff", "[" + HOUR + "]", EXPLICIT + ",'max_deliver':3"),
        field("filter_subject", "'s.a'", ""),
        field("filter_subjects", "['s.a','s.b']", ""),
        field("replay_policy", "'instant'", ""),
        field("replay_policy", "'original'", ""),
        field("rate_limit_bps", "1000000", PUSH),
        field("sample_freq", "'50%'", EXPLICIT),
        field("max_waiting", "3", ""),
        field("max_ack_pending", "3", EXPLICIT),
        field("flow_control", "true", PUSH + ",'idle_heartbeat':" + HOUR),
        field("headers_only", "true", ""),
        field("max_batch", "3", ""),
        field("max_expires", HOUR, ""),
        field("max_bytes", "300", ""),
        field("deliver_subject", "'push.c'", ""),
        field("deliver_group", "'g'", PUSH),
        field("idle_heartbeat", HOUR, PUSH),
        field("inactive_threshold", HOUR, ""),
        field("num_replicas", "1", ""),
        field("mem_storage", "true", ""),
        field("direct", "true", PUSH),
        field("sourcing", "true", PUSH + ",'direct':true"),
        Item.of("metadata", stream("") + consumer("'metadata':{'a':'b'}"), "\"a\":\"b\"}"),
        field("pause_until", "'2090-01-01T00:00:00Z'", ""),
        field("priority_groups", "['g']", "'priority_policy':'overflow'"),
        field("priority_policy", "'overflow'", "'priority_groups':['g']"),
        field("priority_policy", "'pinned_client'", "'priority_groups':['g']"),
        field("priority_policy", "'prioritized'", "'priority_groups':['g']"),
        field(
            "priority_timeout", HOUR, "'priority_policy':'pinned_client','priority_groups':['g']"));
  }

  /** The fields, without their values. */
  static Set<String> names() {
    return items().stream().map(each -> each.name().split(" ", -1)[0]).collect(Collectors.toSet());
  }

  private static Item durable() {
    String create =
        request("CONSUMER.DURABLE.CREATE.S.D", "{'stream_name':'S','config':{'durable_name':'D'}}");
    return Item.of("durable_name", stream("") + create, "\"durable_name\":\"D\"");
  }

  private static Item field(String name, String value, String others) {
    String member = "'" + name + "':" + value;
    String members = others.isEmpty() ? member : member + "," + others;
    String shown = member.replace('\'', '"');
    return Item.of(
        isOneOfSeveral(value, name) ? name + " " + value.replace("'", "") : name,
        stream("") + consumer(members),
        shown.endsWith("}") ? shown.substring(0, shown.length() - 1) : shown);
  }

  /** Whether the values of a field are supported one by one. */
  private static boolean isOneOfSeveral(String value, String name) {
    return value.startsWith("'") && name.endsWith("_policy") && !name.startsWith("deliver");
  }
}
