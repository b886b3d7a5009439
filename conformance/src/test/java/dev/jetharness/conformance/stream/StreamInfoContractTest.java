package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import java.time.Instant;

/** What a stream tells of its state: counts, bytes, sequences, times, subjects. */
class StreamInfoContractTest {

  @Contract
  void aMissingStreamHasNoInfo(TestServer server) throws Exception {
    new Streams(server).info("NONE").isError(404, 10059, "stream not found");
  }

  @Contract
  void infoNamesTheLeaderAndThePage(TestServer server) throws Exception {
    Answer info = new Streams(server).with("S", "").info("S").isOk();
    assertThat(info.json().map.keySet())
        .containsExactlyInAnyOrder(
            "type", "total", "offset", "limit", "config", "created", "state", "cluster", "ts");
    assertThat(info.at("type")).isEqualTo("io.nats.jetstream.api.v1.stream_info_response");
    assertThat(info.number("total")).isZero();
    assertThat(info.number("limit")).isZero();
    assertThat(info.at("cluster.leader")).asString().isNotEmpty();
    assertThat(Streams.members(info, "cluster")).containsExactly("leader");
  }

  @Contract
  void timesAreInUtcAndInOrder(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "a", "b");
    Answer info = streams.info("S");
    Instant first = Instant.parse((String) info.at("state.first_ts"));
    Instant last = Instant.parse((String) info.at("state.last_ts"));
    assertThat(Instant.parse((String) info.at("created"))).isBeforeOrEqualTo(first);
    assertThat(first).isBeforeOrEqualTo(last);
    assertThat(last).isBeforeOrEqualTo(Instant.parse((String) info.at("ts")));
  }

  @Contract
  void theTimesOfTheStateAreThoseOfItsMessages(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "a", "b", "c");
    Answer info = streams.info("S");
    assertThat(info.at("state.first_ts"))
        .isEqualTo(streams.get("S", "{'seq':1}").at("message.time"));
    assertThat(info.at("state.last_ts"))
        .isEqualTo(streams.get("S", "{'seq':3}").at("message.time"));
  }

  @Contract
  void messagesBytesAndSequencesAreCounted(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.*']");
    Answer info = streams.holding("s.a", "1", "2").holding("s.b", "3").info("S");
    assertThat(info.number("state.messages")).isEqualTo(3);
    assertThat(info.number("state.first_seq")).isEqualTo(1);
    assertThat(info.number("state.last_seq")).isEqualTo(3);
    assertThat(info.number("state.num_subjects")).isEqualTo(2);
  }

  @Contract
  void aMessageInAFileTakesThirtyBytesMoreThanItHolds(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("FILED", "").holding("FILED", "abc");
    assertThat(streams.info("FILED").number("state.bytes")).isEqualTo(5 + 3 + 30);
  }

  @Contract
  void headersInAFileTakeFourBytesMoreThanTheyHold(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("FILED", "");
    streams.publish("FILED", "abc", "a", "b").isOk();
    int block = "NATS/1.0\r\na: b\r\n\r\n".length();
    // jnats writes no blank after the colon.
    assertThat(streams.info("FILED").number("state.bytes")).isEqualTo(5 + 3 + 30 + block - 1 + 4);
  }

  @Contract
  void aMessageInMemoryTakesSixteenBytesMoreThanItHolds(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("MEM", "'storage':'memory'").holding("MEM", "abc");
    assertThat(streams.info("MEM").number("state.bytes")).isEqualTo(3 + 3 + 16);
    streams.publish("MEM", "abc", "a", "b").isOk();
    int block = "NATS/1.0\r\na:b\r\n\r\n".length();
    assertThat(streams.info("MEM").number("state.bytes")).isEqualTo(2 * (3 + 3 + 16) + block);
  }

  @Contract
  void subjectsAreCountedWhenAskedFor(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.>']");
    streams.holding("s.a", "1", "2").holding("s.b", "3").holding("s.b.c", "4");
    Answer all = streams.info("S", "{'subjects_filter':'>'}");
    assertThat(Streams.members(all, "state.subjects"))
        .containsExactlyInAnyOrder("s.a", "s.b", "s.b.c");
    assertThat(all.number("total")).isEqualTo(3);
    assertThat(all.number("limit")).isEqualTo(100_000);
    assertThat(all.text()).contains(Streams.json("'subjects':{'s.a':2,'s.b':1,'s.b.c':1}"));
    assertThat(streams.info("S").text()).doesNotContain("\"subjects\":{");
  }

  @Contract
  void subjectsAreFilteredByPattern(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.>']");
    streams.holding("s.a", "1").holding("s.b", "3").holding("s.b.c", "4");
    Answer some = streams.info("S", "{'subjects_filter':'s.*'}");
    assertThat(Streams.members(some, "state.subjects")).containsExactlyInAnyOrder("s.a", "s.b");
    assertThat(some.number("total")).isEqualTo(2);
    assertThat(some.number("state.num_subjects")).isEqualTo(3);
  }

  @Contract
  void noMatchingSubjectMeansNoPage(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "x");
    Answer none = streams.info("S", "{'subjects_filter':'other'}");
    assertThat(Streams.members(none, "state")).doesNotContain("subjects");
    assertThat(none.number("total")).isZero();
    assertThat(none.number("limit")).isZero();
  }

  @Contract
  void subjectsComeInPagesInTheirOrder(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.*']");
    streams.holding("s.c", "1").holding("s.a", "2").holding("s.b", "3");
    Answer page = streams.info("S", "{'subjects_filter':'>','offset':1}");
    assertThat(Streams.members(page, "state.subjects")).containsExactlyInAnyOrder("s.b", "s.c");
    assertThat(page.number("total")).isEqualTo(3);
    assertThat(page.number("offset")).isEqualTo(1);
  }

  @Contract
  void anOffsetBeyondTheSubjectsIsRepeated(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "x");
    Answer page = streams.info("S", "{'subjects_filter':'>','offset':9}");
    assertThat(page.number("total")).isEqualTo(1);
    assertThat(page.number("offset")).isEqualTo(9);
    assertThat(Streams.members(page, "state")).doesNotContain("subjects");
  }

  @Contract
  void sequenceZeroOfAnUnusedFileCountsAsDeleted(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").with("T", "'storage':'memory'");
    String listed = "\"num_deleted\":1,\"deleted\":[0],\"consumer_count\":0}";
    assertThat(streams.info("S", "{'deleted_details':true}").text()).contains(listed);
    assertThat(streams.info("T", "{'deleted_details':true}").text()).doesNotContain("deleted");
    assertThat(streams.info("S").text()).doesNotContain("deleted");
    streams.purge("S", "").isOk();
    assertThat(streams.info("S", "{'deleted_details':true}").text()).doesNotContain("deleted");
  }

  @Contract
  void deletedSequencesAreListedWhenAskedFor(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "1", "2", "3", "4", "5");
    streams.deleteMessage("S", 2).isOk();
    streams.deleteMessage("S", 4).isOk();
    assertThat(streams.info("S").number("state.num_deleted")).isEqualTo(2);
    assertThat(streams.info("S").text()).doesNotContain("\"deleted\":");
    assertThat(streams.info("S", "{'deleted_details':true}").text()).contains("\"deleted\":[2,4]");
  }

  @Contract
  void consumersAreCounted(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    streams.consumer("S", "C", "'ack_policy':'none'").isOk();
    streams.consumer("S", "D", "'ack_policy':'none'").isOk();
    assertThat(streams.info("S").number("state.consumer_count")).isEqualTo(2);
    streams.call("CONSUMER.DELETE.S.C", "").isOk();
    assertThat(streams.info("S").number("state.consumer_count")).isEqualTo(1);
  }

  @Contract
  void anEmptiedStreamStandsBehindItsLastMessage(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "1", "2");
    Object last = streams.info("S").at("state.last_ts");
    streams.purge("S", "").isOk();
    Answer info = streams.info("S");
    assertThat(info.number("state.messages")).isZero();
    assertThat(info.number("state.bytes")).isZero();
    assertThat(info.number("state.first_seq")).isEqualTo(3);
    assertThat(info.number("state.last_seq")).isEqualTo(2);
    assertThat(info.at("state.first_ts")).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(info.at("state.last_ts")).isEqualTo(last);
    assertThat(Streams.members(info, "state")).doesNotContain("num_subjects", "num_deleted");
  }
}
