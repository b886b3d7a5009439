package dev.jetharness.conformance.inventory;

import static dev.jetharness.conformance.inventory.Steps.request;
import static dev.jetharness.conformance.inventory.Steps.stream;

import java.util.List;

/** The fields of a stream's configuration, in the server's order. */
final class StreamFields {
  private static final String HOUR = "3600000000000";

  private StreamFields() {}

  static List<Item> items() {
    return List.of(
        created("name", "{'name':'S'}"),
        field("description", "'what it is for'"),
        created("subjects", "{'name':'S','subjects':['s.a','s.b']}"),
        field("retention", "'interest'"),
        field("max_consumers", "3"),
        field("max_msgs", "3"),
        field("max_bytes", "300"),
        field("max_age", HOUR),
        field("max_msgs_per_subject", "3"),
        field("max_msg_size", "300"),
        field("discard", "'new'"),
        field("storage", "'memory'"),
        field("num_replicas", "1"),
        field("no_ack", "true"),
        field("duplicate_window", HOUR),
        field("placement", "{'tags':['a']}"),
        created("mirror", "{'name':'S','mirror':{'name':'T'}}"),
        created("sources", "{'name':'S','sources':[{'name':'T'}]}"),
        field("compression", "'s2'"),
        field("first_seq", "7"),
        field("subject_transform", "{'src':'s.*','dest':'t.$1'}"),
        field("republish", "{'src':'s.*','dest':'t.$1'}"),
        field("allow_direct", "true"),
        created("mirror_direct", "{'name':'S','mirror':{'name':'T'},'mirror_direct':true}"),
        field("discard_new_per_subject", "true", "'discard':'new','max_msgs_per_subject':3"),
        sealed(),
        field("deny_delete", "true"),
        field("deny_purge", "true"),
        field("allow_rollup_hdrs", "true"),
        field("consumer_limits", "{'max_ack_pending':3}"),
        field("allow_msg_ttl", "true"),
        field("subject_delete_marker_ttl", HOUR),
        field("allow_msg_counter", "true"),
        field("allow_atomic", "true"),
        field("allow_msg_schedules", "true"),
        field("persist_mode", "'async'"),
        field("allow_batched", "true"),
        Item.of("metadata", stream("'metadata':{'a':'b'}"), "\"a\":\"b\"}"));
  }

  private static Item field(String name, String value) {
    return Item.of(name, stream(member(name, value)), shown(name, value));
  }

  private static Item field(String name, String value, String others) {
    return Item.of(name, stream(member(name, value) + "," + others), shown(name, value));
  }

  private static Item created(String name, String config) {
    int value = config.indexOf("'" + name + "':");
    return Item.of(
        name,
        request("STREAM.CREATE.S", config),
        config.substring(value, config.length() - 1).replace('\'', '"'));
  }

  private static Item sealed() {
    String update = request("STREAM.UPDATE.S", "{'name':'S','subjects':['s.*'],'sealed':true}");
    return Item.of("sealed", stream("") + update, shown("sealed", "true"));
  }

  private static String member(String name, String value) {
    return "'" + name + "':" + value;
  }

  /** How an answer has it; of an object, the server may show more members. */
  private static String shown(String name, String value) {
    String text = member(name, value).replace('\'', '"');
    return text.endsWith("}") ? text.substring(0, text.length() - 1) : text;
  }
}
