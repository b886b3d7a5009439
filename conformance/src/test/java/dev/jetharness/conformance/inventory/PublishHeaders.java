package dev.jetharness.conformance.inventory;

import static dev.jetharness.conformance.inventory.Steps.publish;
import static dev.jetharness.conformance.inventory.Steps.request;
import static dev.jetharness.conformance.inventory.Steps.stream;

import java.util.List;

/** The headers that a server interprets in a message that is published to a stream. */
final class PublishHeaders {
  private static final String ACK = "\"stream\":\"S\",\"seq\":1";
  private static final String SCHEDULE = "Nats-Schedule: @at 2090-01-01T00:00:00Z";
  private static final String TARGET = "Nats-Schedule-Target: s.b";

  private PublishHeaders() {}

  static List<Item> items() {
    return List.of(
        Item.of(
            "Nats-Msg-Id",
            stream("")
                + publish("s.a", "", "Nats-Msg-Id: 1")
                + publish("s.a", "", "Nats-Msg-Id: 1"),
            "\"duplicate\": true"),
        refused("Nats-Expected-Stream", "T", 10060),
        refused("Nats-Expected-Last-Sequence", "7", 10071),
        refused("Nats-Expected-Last-Subject-Sequence", "7", 10071),
        Item.of(
            "Nats-Expected-Last-Subject-Sequence-Subject",
            stream("")
                + publish("s.b", "")
                + publish(
                    "s.a",
                    "",
                    "Nats-Expected-Last-Subject-Sequence: 0",
                    "Nats-Expected-Last-Subject-Sequence-Subject: s.*"),
            "wrong last sequence: 1"),
        refused("Nats-Expected-Last-Msg-Id", "x", 10070),
        Item.of(
            "Nats-Rollup",
            stream("'allow_rollup_hdrs':true")
                + publish("s.a", "")
                + publish("s.a", "", "Nats-Rollup: sub")
                + request("STREAM.INFO.S", ""),
            "\"messages\":1,"),
        stored("Nats-TTL", "1h", "'allow_msg_ttl':true"),
        stored("Nats-Marker-Reason", "MaxAge", "'subject_delete_marker_ttl':3600000000000"),
        stored("KV-Operation", "PURGE", "'subject_delete_marker_ttl':3600000000000"),
        Item.of(
            "Nats-Incr",
            stream("'allow_msg_counter':true") + publish("s.a", "", "Nats-Incr: 5"),
            "\"val\":\"5\""),
        Item.of(
            "Nats-Counter-Sources",
            stream("'allow_msg_counter':true")
                + publish("s.a", "", "Nats-Incr: 5", "Nats-Counter-Sources: {}"),
            "\"val\":\"5\""),
        batch("Nats-Batch-Id"),
        batch("Nats-Batch-Sequence"),
        batch("Nats-Batch-Commit"),
        Item.of(
            "Nats-Required-Api-Level",
            stream("'allow_atomic':true")
                + publish(
                    "s.a",
                    "",
                    "Nats-Batch-Id: b",
                    "Nats-Batch-Sequence: 1",
                    "Nats-Required-Api-Level: 99"),
            "\"err_code\":10185"),
        scheduled("Nats-Schedule", SCHEDULE, TARGET),
        scheduled("Nats-Schedule-Target", SCHEDULE, TARGET),
        scheduled("Nats-Schedule-TTL", SCHEDULE, TARGET, "Nats-Schedule-TTL: 1h"),
        scheduled("Nats-Schedule-Source", SCHEDULE, TARGET, "Nats-Schedule-Source: s.c"),
        scheduled("Nats-Schedule-Rollup", SCHEDULE, TARGET, "Nats-Schedule-Rollup: sub"),
        scheduled(
            "Nats-Schedule-Time-Zone",
            "Nats-Schedule: @yearly",
            TARGET,
            "Nats-Schedule-Time-Zone: Europe/Berlin"),
        scheduled("Nats-Scheduler", "Nats-Scheduler: s.b", "Nats-Schedule-Next: purge"),
        scheduled("Nats-Schedule-Next", "Nats-Scheduler: s.b", "Nats-Schedule-Next: purge"),
        refused("Nats-Stream-Source", "T 1", 10227),
        Item.of(
            "Nats-Request-Info",
            stream("")
                + publish("s.a", "x", "Nats-Request-Info: {}")
                + request("STREAM.MSG.GET.S", "{'seq':1}"),
            "\"seq\":1,\"data\":"),
        traced("Nats-Trace-Dest", "Nats-Trace-Dest: out.trace"),
        traced("Nats-Trace-Only", "Nats-Trace-Dest: out.trace", "Nats-Trace-Only: true"));
  }

  /** A message that is only traced is not acknowledged. */
  private static Item traced(String header, String... headers) {
    String publish = publish("s.a", "x", headers).replace("s.a", "s.a reply=\"none\"");
    return Item.of(header, stream("") + publish, "out.trace: ");
  }

  private static Item refused(String header, String value, int error) {
    return Item.of(
        header, stream("") + publish("s.a", "", header + ": " + value), "\"err_code\":" + error);
  }

  private static Item stored(String header, String value, String members) {
    return Item.of(header, stream(members) + publish("s.a", "", header + ": " + value), ACK);
  }

  private static Item batch(String header) {
    return Item.of(
        header,
        stream("'allow_atomic':true")
            + publish(
                "s.a", "", "Nats-Batch-Id: b", "Nats-Batch-Sequence: 1", "Nats-Batch-Commit: 1"),
        "\"batch\":\"b\",\"count\":1");
  }

  private static Item scheduled(String header, String... headers) {
    return Item.of(
        header,
        stream("'allow_msg_schedules':true,'allow_msg_ttl':true") + publish("s.a", "x", headers),
        ACK);
  }
}
