package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The marker that a subject is left with when its last message expires. */
class DeleteMarkerContractTest {
  private static final String TTL = "Nats-TTL";
  private static final String SECOND = "'subject_delete_marker_ttl':1000000000";
  private static final String MINUTE = "'subject_delete_marker_ttl':60000000000";

  private static final String ONE_FOR_EACH_SUBJECT = ",'max_msgs_per_subject':1";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static Streams marking(TestServer server, String members) throws Exception {
    return new Streams(server).with("S", "'subjects':['s.*']," + members);
  }

  /** What an update must repeat so as not to end TTLs. */
  private static Answer update(Streams streams, String members) throws Exception {
    return streams.update("S", "'subjects':['s.*'],'allow_msg_ttl':true," + members);
  }

  private static String marker(String ttl) {
    return "NATS/1.0\r\nNats-Marker-Reason: MaxAge\r\nNats-TTL: "
        + ttl
        + "\r\nNats-Rollup: sub\r\n\r\n";
  }

  private static String headers(Streams streams, long sequence) throws Exception {
    return Streams.headerBlock(streams.get("S", "{'seq':%d}".formatted(sequence)));
  }

  /** All that a stream gets, whether or not it is still there when it is looked at. */
  private static Subscription push(TestServer server, Streams streams) throws Exception {
    Subscription delivered = server.connection().subscribe("delivered");
    streams.consumer("S", "C", "'ack_policy':'none','deliver_subject':'delivered'").isOk();
    return delivered;
  }

  /**
   * Publishes on subjects, which may be followed by a TTL, without waiting, so that none expires
   * before the last one is there.
   */
  private static void atOnce(TestServer server, String... subjectsAndTtls) throws Exception {
    for (String each : subjectsAndTtls) {
      int blank = each.indexOf(' ');
      Headers headers = blank < 0 ? null : new Headers().add(TTL, each.substring(blank + 1));
      String subject = blank < 0 ? each : each.substring(0, blank);
      server.connection().publish(subject, headers, new byte[0]);
    }
  }

  private static List<String> subjects(Subscription delivered, int count) throws Exception {
    List<String> subjects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      subjects.add(Objects.requireNonNull(delivered.nextMessage(LIMIT)).getSubject());
    }
    return subjects;
  }

  private static void isMarker(@Nullable Message received, String subject, String ttl) {
    Message message = Objects.requireNonNull(received);
    assertThat(message.getSubject()).isEqualTo(subject);
    assertThat(message.getData()).isEmpty();
    Headers headers = message.getHeaders();
    assertThat(headers.keySet())
        .containsExactlyInAnyOrder("Nats-Marker-Reason", "Nats-TTL", "Nats-Rollup");
    assertThat(headers.getFirst("Nats-Marker-Reason")).isEqualTo("MaxAge");
    assertThat(headers.getFirst("Nats-TTL")).isEqualTo(ttl);
    assertThat(headers.getFirst("Nats-Rollup")).isEqualTo("sub");
  }

  private static void awaitContents(Streams streams, String... contents) throws Exception {
    List<String> expected = List.of(contents);
    Await.until(
        "the stream holds " + expected + ", now " + streams.contents("S"),
        () -> streams.contents("S").equals(expected));
  }

  @Contract
  void markersBringTtlsAndRollups(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    Answer created = streams.create("S", MINUTE).isOk();
    assertThat(created.text())
        .contains(
            Streams.json(
                "'deny_purge':false,'allow_rollup_hdrs':true,'consumer_limits':{},"
                    + "'allow_msg_ttl':true,'subject_delete_marker_ttl':60000000000,'metadata':"
                    + "{'_nats.level':'5','_nats.req.level':'1','_nats.ver':'2.15.1'}}"));
  }

  @Contract
  void theTtlOfMarkersIsASecondAtLeast(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    streams
        .create("S", "'subject_delete_marker_ttl':999999999")
        .isError(500, 10052, "subject delete marker TTL must be at least 1 second");
    streams
        .create("S", "'subject_delete_marker_ttl':-1")
        .isError(500, 10052, "subject delete marker TTL must not be negative");
    streams.create("S", SECOND).isOk();
  }

  @Contract
  void theLastMessageOfASubjectLeavesAMarkerAtItsMaximumAge(TestServer server) throws Exception {
    Streams streams =
        marking(server, "'max_age':1000000000,'subject_delete_marker_ttl':60500000000");
    Subscription delivered = push(server, streams);
    atOnce(server, "s.a", "s.a", "s.b");
    streams.publish("s.c", "4", TTL, "never").isOk();
    assertThat(subjects(delivered, 4)).containsExactly("s.a", "s.a", "s.b", "s.c");
    isMarker(delivered.nextMessage(LIMIT), "s.a", "1m0s");
    isMarker(delivered.nextMessage(LIMIT), "s.b", "1m0s");
    awaitContents(streams, "4:s.c:4");
    assertThat(streams.info("S").number("state.last_seq")).isEqualTo(6);
  }

  @Contract
  void theLastMessageOfASubjectLeavesAMarkerAtTheEndOfItsTtl(TestServer server) throws Exception {
    Streams streams = marking(server, SECOND);
    Subscription delivered = push(server, streams);
    streams.publish("s.a", "1").isOk();
    atOnce(server, "s.a 1s", "s.b 1s", "s.b 1s");
    assertThat(subjects(delivered, 4)).containsExactly("s.a", "s.a", "s.b", "s.b");
    isMarker(delivered.nextMessage(LIMIT), "s.b", "1s");
    awaitContents(streams, "1:s.a:1");
    assertThat(streams.info("S").number("state.last_seq")).isEqualTo(5);
  }

  @Contract
  void aMarkerIsAMessageThatStaysForItsTtl(TestServer server) throws Exception {
    Streams streams = marking(server, MINUTE + ONE_FOR_EACH_SUBJECT);
    streams.consumer("S", "C", "'ack_policy':'none'").isOk();
    streams.publish("s.a", "1", TTL, "1s").isOk();
    awaitContents(streams, "2:s.a:");
    assertThat(headers(streams, 2)).isEqualTo(marker("1m0s"));
    Answer info = streams.info("S", "{'subjects_filter':'>'}");
    assertThat(info.number("state.messages")).isEqualTo(1);
    assertThat(info.number("state.first_seq")).isEqualTo(2);
    assertThat(info.text()).contains("\"subjects\":{\"s.a\":1}");
    isMarker(streams.next("S", "C"), "s.a", "1m0s");
  }

  @Contract
  void aMarkerLeavesNoMarkerNorDoesThePurgeOfAKey(TestServer server) throws Exception {
    Streams streams = marking(server, MINUTE + ONE_FOR_EACH_SUBJECT);
    streams.publish("s.a", "1", TTL, "1s", "Nats-Marker-Reason", "any").isOk();
    streams.publish("s.b", "2", TTL, "1s", "KV-Operation", "PURGE").isOk();
    streams.publish("s.c", "3", TTL, "1s", "KV-Operation", "DEL").isOk();
    streams.publish("s.d", "4", TTL, "1s", "KV-Operation", "purge").isOk();
    streams.publish("s.e", "5", TTL, "1s", "Nats-Marker-Reason", "").isOk();
    awaitContents(streams, "6:s.c:", "7:s.d:", "8:s.e:");
  }

  @Contract
  void deletingAndPurgingLeaveNoMarker(TestServer server) throws Exception {
    Streams streams = marking(server, MINUTE + ",'max_msgs':2");
    streams.holding("s.a", "1").deleteMessage("S", 1).isOk();
    streams.holding("s.b", "2").purge("S", "{'filter':'s.b'}").isOk();
    streams.holding("s.c", "3").holding("s.d", "4").holding("s.e", "5");
    assertThat(streams.contents("S")).containsExactly("4:s.d:4", "5:s.e:5");
  }

  @Contract
  void aShorterTtlIsRaisedToThatOfTheMarkers(TestServer server) throws Exception {
    Streams streams = marking(server, "'subject_delete_marker_ttl':90999999999");
    streams.publish("s.a", "1", TTL, "1s", "other", "x").isOk();
    streams.publish("s.a", "2", TTL, "89").isOk();
    streams.publish("s.a", "3", TTL, "90s").isOk();
    streams.publish("s.a", "4", TTL, "never").isOk();
    assertThat(headers(streams, 1)).isEqualTo("NATS/1.0\r\nother:x\r\nNats-TTL: 90\r\n\r\n");
    assertThat(headers(streams, 2)).isEqualTo("NATS/1.0\r\nNats-TTL: 90\r\n\r\n");
    assertThat(headers(streams, 3)).isEqualTo("NATS/1.0\r\nNats-TTL:90s\r\n\r\n");
    assertThat(headers(streams, 4)).isEqualTo("NATS/1.0\r\nNats-TTL:never\r\n\r\n");
  }

  @Contract
  void aShorterTtlStaysWhereASubjectHasOneMessageOnly(TestServer server) throws Exception {
    Streams streams = marking(server, MINUTE + ",'max_msgs_per_subject':1");
    streams.publish("s.a", "1", TTL, "1s").isOk();
    assertThat(headers(streams, 1)).isEqualTo("NATS/1.0\r\nNats-TTL:1s\r\n\r\n");
    awaitContents(streams, "2:s.a:");
    assertThat(headers(streams, 2)).isEqualTo(marker("1m0s"));
  }

  @Contract
  void anUpdateSetsAndEndsMarkers(TestServer server) throws Exception {
    Streams streams = marking(server, "'allow_msg_ttl':true");
    String one = ONE_FOR_EACH_SUBJECT;
    assertThat(update(streams, MINUTE + one).isOk().at("config.allow_rollup_hdrs")).isEqualTo(true);
    streams.publish("s.a", "1", TTL, "1s").isOk();
    awaitContents(streams, "2:s.a:");
    assertThat(update(streams, "'max_age':0" + one).isOk().at("config.allow_rollup_hdrs"))
        .isEqualTo(false);
    streams.publish("s.b", "3", TTL, "1s").isOk();
    awaitContents(streams, "2:s.a:");
    assertThat(streams.info("S").number("state.last_seq")).isEqualTo(3);
  }

  @Contract
  void aFullStreamThatDiscardsNewKeepsTheMessageUntilThereIsRoom(TestServer server)
      throws Exception {
    String full = ",'max_msgs':2,'discard':'new'";
    Streams streams = marking(server, SECOND + full).with("T", "'allow_msg_ttl':true");
    streams.publish("s.b", "1").isOk();
    streams.publish("s.a", "2", TTL, "1s").isOk();
    streams.publish("T", "later", TTL, "1s").isOk();
    update(streams, MINUTE + full).isOk();
    Await.until("a later message expired", () -> streams.messages("T") == 0);
    assertThat(streams.contents("S")).containsExactly("1:s.b:1", "2:s.a:2");
    streams.deleteMessage("S", 1).isOk();
    awaitContents(streams, "3:s.a:");
  }

  @Contract
  void aMessageWhoseMarkerIsTooLargeGoesOnceItIsNotTheLast(TestServer server) throws Exception {
    Streams streams = marking(server, SECOND + ",'max_msg_size':60");
    streams.with("T", "'allow_msg_ttl':true").publish("s.a", "1", TTL, "1s").isOk();
    streams.publish("T", "later", TTL, "1s").isOk();
    Await.until("a later message expired", () -> streams.messages("T") == 0);
    assertThat(streams.contents("S")).containsExactly("1:s.a:1");
    streams.publish("s.a", "2").isOk();
    awaitContents(streams, "2:s.a:2");
  }
}
