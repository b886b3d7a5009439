package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** Streams that do not begin with sequence one. */
class FirstSequenceContractTest {
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private static void isEmptyBefore(Answer answer, long first) throws Exception {
    assertThat(answer.isOk().text())
        .contains(
            Streams.json(
                "'state':{'messages':0,'bytes':0,'first_seq':%d,'first_ts':'%s','last_seq':%d,'last_ts':'%s','consumer_count':0}"
                    .formatted(first, NEVER, first - 1, NEVER)));
  }

  @Contract
  void anEmptyStreamBeginsAtItsFirstSequence(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    for (String storage : new String[] {"file", "memory"}) {
      String name = "S_" + storage;
      Answer created = streams.create(name, "'first_seq':100,'storage':'" + storage + "'");
      isEmptyBefore(created, 100);
      assertThat(created.text())
          .contains("\"compression\":\"none\",\"first_seq\":100,\"allow_direct\"");
      isEmptyBefore(streams.info(name), 100);
      assertThat(streams.publish(name, "x").text())
          .isEqualTo(Streams.json("{'stream':'" + name + "','seq':100}"));
      assertThat(streams.contents(name)).containsExactly("100:" + name + ":x");
      assertThat(streams.info(name).number("state.first_seq")).isEqualTo(100);
    }
  }

  @Contract
  void aFirstSequenceOfOneIsToldOfTheEmptyStream(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    isEmptyBefore(streams.create("S", "'first_seq':1"), 1);
    assertThat(streams.create("T", "'first_seq':0").isOk().text())
        .contains("\"first_seq\":0,\"first_ts\"")
        .doesNotContain("\"compression\":\"none\",\"first_seq\"");
  }

  @Contract
  void theSequenceBeforeTheFirstIsTheLast(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'first_seq':100");
    streams
        .publish("S", "x", "Nats-Expected-Last-Sequence", "0")
        .isError(400, 10071, "wrong last sequence: 99");
    streams.publish("S", "x", "Nats-Expected-Last-Sequence", "99").isOk();
  }

  @Contract
  void purgesAndDeletesCountOnFromThere(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'first_seq':100");
    streams.purge("S", "").isOk();
    isEmptyBefore(streams.info("S"), 100);
    streams.purge("S", "{'seq':50}").isOk();
    isEmptyBefore(streams.info("S"), 100);
    streams.holding("S", "1", "2").deleteMessage("S", 100).isOk();
    assertThat(streams.contents("S")).containsExactly("101:S:2");
    streams.deleteMessage("S", 101).isOk();
    Answer info = streams.info("S");
    assertThat(info.number("state.first_seq")).isEqualTo(102);
    assertThat(info.number("state.last_seq")).isEqualTo(101);
  }

  @Contract
  void aConsumerBeginsThere(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'first_seq':100");
    Answer created = streams.consumer("S", "C", "'ack_policy':'explicit'").isOk();
    assertThat(created.number("delivered.stream_seq")).isEqualTo(99);
    assertThat(created.number("ack_floor.stream_seq")).isEqualTo(99);
    streams.holding("S", "1");
    assertThat(streams.next("S", "C").metaData().streamSequence()).isEqualTo(100);
  }

  @Contract
  void anUpdateChangesWhatIsToldAndNothingElse(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'first_seq':100").with("T", "");
    Answer empty = streams.update("S", "'first_seq':500");
    isEmptyBefore(empty, 100);
    assertThat(empty.number("config.first_seq")).isEqualTo(500);
    streams.holding("S", "1");
    assertThat(streams.update("S", "").isOk().at("config.first_seq")).isNull();
    assertThat(streams.publish("S", "2").number("seq")).isEqualTo(101);
    streams.update("T", "'first_seq':7").isOk();
    assertThat(streams.publish("T", "1").number("seq")).isEqualTo(1);
  }
}
