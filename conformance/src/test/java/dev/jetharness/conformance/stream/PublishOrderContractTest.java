package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import java.util.ArrayList;
import java.util.List;

/** Of two reasons not to store a message, which one the publisher is told. */
class PublishOrderContractTest {
  private static final String SUBJECT = "s.b";

  private static final Fault TOO_LARGE =
      new Fault("x".repeat(600), error(400, 10054, "message size exceeds maximum allowed"));
  private static final Fault INCREMENT_INVALID =
      new Fault("", error(400, 10171, "message counter increment is invalid"), "Nats-Incr", "x");
  private static final Fault OTHER_STREAM =
      new Fault(
          "", error(400, 10060, "expected stream does not match"), "Nats-Expected-Stream", "T");
  private static final Fault TTL_DISABLED =
      new Fault("", error(400, 10166, "per-message TTL is disabled"), "Nats-TTL", "5s");
  private static final Fault OTHER_SEQUENCE_OF_SUBJECT =
      new Fault(
          "",
          error(400, 10071, "wrong last sequence: 0"),
          "Nats-Expected-Last-Subject-Sequence",
          "7");
  private static final Fault OTHER_SEQUENCE =
      new Fault(
          "", error(400, 10071, "wrong last sequence: 1"), "Nats-Expected-Last-Sequence", "7");
  private static final Fault SCHEDULES_DISABLED =
      new Fault(
          "",
          error(400, 10188, "message schedules is disabled"),
          "Nats-Schedule",
          "@at 2040-01-01T00:00:00Z");
  private static final Fault SCHEDULER_ALONE =
      new Fault(
          "", error(400, 10212, "message schedules invalid scheduler"), "Nats-Scheduler", "s.c");
  private static final Fault SOURCE =
      new Fault(
          "",
          error(400, 10227, "message stream source header is not allowed"),
          "Nats-Stream-Source",
          "T 1 > >");
  private static final Fault DUPLICATE =
      new Fault("", "{\"stream\":\"S\",\"seq\":1,\"duplicate\": true}", "Nats-Msg-Id", "known");
  private static final Fault OTHER_ID =
      new Fault(
          "",
          error(400, 10070, "wrong last msg ID: known"),
          "Nats-Expected-Last-Msg-Id",
          "another");
  private static final Fault ROLLUP_NOT_PERMITTED =
      new Fault("", error(500, 10111, "rollup not permitted"), "Nats-Rollup", "sub");
  private static final Fault ROLLUP_INVALID =
      new Fault("", error(500, 10111, "rollup value invalid: \\\"x\\\""), "Nats-Rollup", "x");
  private static final Fault TTL_INVALID =
      new Fault("", error(400, 10165, "invalid per-message TTL"), "Nats-TTL", "0");
  private static final Fault FULL = new Fault("", error(503, 10077, "maximum messages exceeded"));
  private static final Fault INCREMENT_WITH_PAYLOAD =
      new Fault("x", error(400, 10170, "message counter has payload"), "Nats-Incr", "1");
  private static final Fault INCREMENT_WITH_ROLLUP =
      new Fault(
          "",
          error(400, 10171, "message counter increment is invalid"),
          "Nats-Incr",
          "1",
          "Nats-Rollup",
          "sub");
  private static final Fault NO_INCREMENT =
      new Fault("", error(400, 10169, "message counter increment is missing"));

  /** Something about a message for which it is not stored, and the answer to that. */
  private record Fault(String payload, String answer, List<String> headers) {
    Fault(String payload, String answer, String... headers) {
      this(payload, answer, List.of(headers));
    }

    /** Whether a message can have both. */
    boolean goesWith(Fault other) {
      for (int i = 0; i < headers.size(); i += 2) {
        if (other.headers.contains(headers.get(i))) {
          return false;
        }
      }
      return payload.isEmpty() || other.payload.isEmpty();
    }
  }

  private static String error(int code, int errorCode, String description) {
    return "{\"error\":{\"code\":%d,\"err_code\":%d,\"description\":\"%s\"},\"stream\":\"S\",\"seq\":0}"
        .formatted(code, errorCode, description);
  }

  private static void areToldInOrder(Streams streams, Fault... faults) throws Exception {
    for (int first = 0; first < faults.length; first++) {
      for (int second = first + 1; second < faults.length; second++) {
        if (faults[first].goesWith(faults[second])) {
          assertThat(publish(streams, faults[first], faults[second]).text())
              .as("%s and %s", faults[first], faults[second])
              .isEqualTo(faults[first].answer());
        }
      }
    }
    assertThat(streams.messages("S")).isEqualTo(1);
  }

  private static Answer publish(Streams streams, Fault first, Fault second) throws Exception {
    List<String> headers = new ArrayList<>(first.headers());
    headers.addAll(second.headers());
    return streams.publish(
        SUBJECT, first.payload() + second.payload(), headers.toArray(String[]::new));
  }

  private static Streams full(TestServer server, String members) throws Exception {
    Streams streams =
        new Streams(server)
            .with(
                "S",
                "'subjects':['s.*'],'max_msgs':1,'discard':'new','max_msg_size':500" + members);
    streams.publish("s.a", "x", "Nats-Msg-Id", "known").isOk();
    return streams;
  }

  @Contract
  void onAPlainStream(TestServer server) throws Exception {
    areToldInOrder(
        full(server, ""),
        TOO_LARGE,
        INCREMENT_INVALID,
        OTHER_STREAM,
        TTL_DISABLED,
        OTHER_SEQUENCE_OF_SUBJECT,
        OTHER_SEQUENCE,
        SCHEDULES_DISABLED,
        SCHEDULER_ALONE,
        SOURCE,
        DUPLICATE,
        OTHER_ID,
        ROLLUP_NOT_PERMITTED,
        TTL_INVALID,
        FULL);
  }

  @Contract
  void onAStreamWithTtlsAndRollups(TestServer server) throws Exception {
    areToldInOrder(
        full(server, ",'allow_msg_ttl':true,'allow_rollup_hdrs':true"),
        TOO_LARGE,
        INCREMENT_INVALID,
        OTHER_STREAM,
        OTHER_SEQUENCE_OF_SUBJECT,
        OTHER_SEQUENCE,
        SCHEDULES_DISABLED,
        SCHEDULER_ALONE,
        SOURCE,
        DUPLICATE,
        OTHER_ID,
        ROLLUP_INVALID,
        TTL_INVALID,
        FULL);
  }

  @Contract
  void onAStreamThatCounts(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("S", "'subjects':['s.*'],'max_msg_size':500,'allow_msg_counter':true");
    streams.publish("s.a", "", "Nats-Incr", "1", "Nats-Msg-Id", "known").isOk();
    areToldInOrder(
        streams,
        TOO_LARGE,
        INCREMENT_INVALID,
        INCREMENT_WITH_PAYLOAD,
        INCREMENT_WITH_ROLLUP,
        OTHER_STREAM,
        TTL_DISABLED,
        OTHER_SEQUENCE_OF_SUBJECT,
        OTHER_SEQUENCE,
        SCHEDULES_DISABLED,
        SCHEDULER_ALONE,
        SOURCE,
        DUPLICATE,
        OTHER_ID,
        ROLLUP_NOT_PERMITTED,
        NO_INCREMENT,
        TTL_INVALID);
  }
}
