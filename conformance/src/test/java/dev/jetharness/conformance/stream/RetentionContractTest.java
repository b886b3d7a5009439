package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import java.util.List;

/**
 * How long messages are kept under each retention policy. Removal follows an acknowledgement in the
 * server's own time, so it is waited for; that something is kept is read after a later removal.
 */
class RetentionContractTest {
  private static final String EXPLICIT = "'ack_policy':'explicit'";

  private static Streams with(TestServer server, String retention) throws Exception {
    return new Streams(server).with("S", "'subjects':['s.*'],'retention':'" + retention + "'");
  }

  private static void awaitContents(Streams streams, String... contents) throws Exception {
    Await.until(
        "the stream holds " + List.of(contents),
        () -> streams.contents("S").equals(List.of(contents)));
  }

  private static void acknowledgeNext(Streams streams, String consumer, String kind)
      throws Exception {
    streams.acknowledge(streams.next("S", consumer), kind);
  }

  @Contract
  void limitsKeepWhatIsAcknowledged(TestServer server) throws Exception {
    Streams streams = with(server, "limits").holding("s.a", "1");
    streams.consumer("S", "C", EXPLICIT).isOk();
    acknowledgeNext(streams, "C", "+ACK");
    assertThat(streams.contents("S")).containsExactly("1:s.a:1");
  }

  @Contract
  void interestStoresNothingWithoutConsumers(TestServer server) throws Exception {
    Streams streams = with(server, "interest");
    assertThat(streams.publish("s.a", "1").isOk().number("seq")).isEqualTo(1);
    assertThat(streams.publish("s.a", "2").isOk().number("seq")).isEqualTo(2);
    assertThat(streams.messages("S")).isZero();
    assertThat(streams.info("S").number("state.first_seq")).isEqualTo(3);
    assertThat(streams.info("S").number("state.last_seq")).isEqualTo(2);
  }

  @Contract
  void interestRecognisesDuplicatesOfWhatItDidNotStore(TestServer server) throws Exception {
    Streams streams = with(server, "interest");
    streams.publish("s.a", "1", "Nats-Msg-Id", "x").isOk();
    assertThat(streams.publish("s.a", "1", "Nats-Msg-Id", "x").text())
        .isEqualTo("{\"stream\":\"S\",\"seq\":1,\"duplicate\": true}");
  }

  @Contract
  void interestStoresWhatAConsumerWants(TestServer server) throws Exception {
    Streams streams = with(server, "interest");
    streams.consumer("S", "C", EXPLICIT + ",'filter_subject':'s.a'").isOk();
    streams.holding("s.b", "1").holding("s.a", "2").holding("s.c", "3");
    assertThat(streams.contents("S")).containsExactly("2:s.a:2");
  }

  @Contract
  void interestRemovesWhatIsAcknowledged(TestServer server) throws Exception {
    Streams streams = with(server, "interest");
    streams.consumer("S", "C", EXPLICIT).isOk();
    streams.holding("s.a", "1", "2", "3");
    Message first = streams.next("S", "C");
    acknowledgeNext(streams, "C", "+ACK");
    awaitContents(streams, "1:s.a:1", "3:s.a:3");
    streams.acknowledge(first, "+ACK");
    awaitContents(streams, "3:s.a:3");
  }

  @Contract
  void interestKeepsWhatAnotherConsumerStillNeeds(TestServer server) throws Exception {
    Streams streams = with(server, "interest");
    streams.consumer("S", "C", EXPLICIT).isOk();
    streams.consumer("S", "D", EXPLICIT + ",'filter_subject':'s.b'").isOk();
    streams.holding("s.b", "1").holding("s.a", "2");
    acknowledgeNext(streams, "C", "+ACK");
    acknowledgeNext(streams, "C", "+ACK");
    awaitContents(streams, "1:s.b:1");
    acknowledgeNext(streams, "D", "+ACK");
    awaitContents(streams);
  }

  @Contract
  void interestRemovesWhatAConsumerWithoutAcksHasBeenGiven(TestServer server) throws Exception {
    Streams streams = with(server, "interest");
    streams.consumer("S", "C", "'ack_policy':'none'").isOk();
    streams.holding("s.a", "1", "2");
    streams.next("S", "C");
    awaitContents(streams, "2:s.a:2");
  }

  @Contract
  void interestRemovesWhatIsTerminated(TestServer server) throws Exception {
    Streams streams = with(server, "interest");
    streams.consumer("S", "C", EXPLICIT).isOk();
    streams.holding("s.a", "1", "2");
    acknowledgeNext(streams, "C", "+TERM");
    awaitContents(streams, "2:s.a:2");
  }

  @Contract
  void interestKeepsWhatIsRefused(TestServer server) throws Exception {
    Streams streams = with(server, "interest");
    streams.consumer("S", "C", EXPLICIT).isOk();
    streams.holding("s.a", "1", "2");
    acknowledgeNext(streams, "C", "-NAK {\"delay\":60000000000}");
    acknowledgeNext(streams, "C", "+ACK");
    awaitContents(streams, "1:s.a:1");
  }

  @Contract
  void aDeletedConsumersInterestIsGone(TestServer server) throws Exception {
    Streams streams = with(server, "interest");
    streams.consumer("S", "C", EXPLICIT + ",'filter_subject':'s.a'").isOk();
    streams.consumer("S", "D", EXPLICIT).isOk();
    streams.holding("s.a", "1").holding("s.b", "2");
    streams.call("CONSUMER.DELETE.S.D", "").isOk();
    awaitContents(streams, "1:s.a:1");
  }

  @Contract
  void theLastConsumersDeletionEmptiesTheStream(TestServer server) throws Exception {
    Streams streams = with(server, "interest");
    streams.consumer("S", "C", EXPLICIT).isOk();
    streams.holding("s.a", "1", "2");
    streams.call("CONSUMER.DELETE.S.C", "").isOk();
    awaitContents(streams);
    assertThat(streams.info("S").number("state.last_seq")).isEqualTo(2);
  }

  @Contract
  void aWorkQueueStoresWithoutConsumers(TestServer server) throws Exception {
    Streams streams = with(server, "workqueue").holding("s.a", "1", "2");
    assertThat(streams.contents("S")).containsExactly("1:s.a:1", "2:s.a:2");
  }

  @Contract
  void aWorkQueueRemovesWhatIsAcknowledged(TestServer server) throws Exception {
    Streams streams = with(server, "workqueue").holding("s.a", "1", "2", "3");
    streams.consumer("S", "C", EXPLICIT).isOk();
    streams.next("S", "C");
    acknowledgeNext(streams, "C", "+ACK");
    awaitContents(streams, "1:s.a:1", "3:s.a:3");
  }

  @Contract
  void aWorkQueueRemovesWhatIsTerminated(TestServer server) throws Exception {
    Streams streams = with(server, "workqueue").holding("s.a", "1", "2");
    streams.consumer("S", "C", EXPLICIT).isOk();
    acknowledgeNext(streams, "C", "+TERM");
    awaitContents(streams, "2:s.a:2");
  }

  @Contract
  void aWorkQueueKeepsWhatItsDeletedConsumerDidNotAcknowledge(TestServer server) throws Exception {
    Streams streams = with(server, "workqueue").holding("s.a", "1", "2");
    streams.consumer("S", "C", EXPLICIT).isOk();
    streams.next("S", "C");
    streams.call("CONSUMER.DELETE.S.C", "").isOk();
    streams.consumer("S", "D", EXPLICIT).isOk();
    assertThat(streams.next("S", "D").metaData().streamSequence()).isEqualTo(1);
    assertThat(streams.contents("S")).containsExactly("1:s.a:1", "2:s.a:2");
  }

  @Contract
  void anAcknowledgementMakesRoomInAFullWorkQueue(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("S", "'retention':'workqueue','max_msgs':1,'discard':'new'")
            .holding("S", "1");
    streams.consumer("S", "C", EXPLICIT).isOk();
    streams.publish("S", "2").isError(503, 10077, "maximum messages exceeded");
    acknowledgeNext(streams, "C", "+ACK");
    Await.until("there is room again", () -> streams.publish("S", "2").at("error") == null);
  }

  @Contract
  void limitsMayBecomeInterestWhichRemovesWhatWasAcknowledged(TestServer server) throws Exception {
    Streams streams = with(server, "limits").holding("s.a", "1", "2");
    streams.consumer("S", "C", EXPLICIT).isOk();
    acknowledgeNext(streams, "C", "+ACK");
    assertThat(streams.messages("S")).isEqualTo(2);
    streams.update("S", "'subjects':['s.*'],'retention':'interest'").isOk();
    awaitContents(streams, "2:s.a:2");
  }

  @Contract
  void limitsMayBecomeInterestWhichWithoutConsumersEmptiesTheStream(TestServer server)
      throws Exception {
    Streams streams = with(server, "limits").holding("s.a", "1", "2");
    streams.update("S", "'subjects':['s.*'],'retention':'interest'").isOk();
    awaitContents(streams);
    assertThat(streams.info("S").number("state.first_seq")).isEqualTo(3);
  }

  @Contract
  void limitsMayBecomeInterestWhichKeepsWhatOnlyCopiesHaveTaken(TestServer server)
      throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.>']");
    streams.with("T", "'sources':[{'name':'S'}]").holding("s.1", "a").reaching("T", 1);
    streams.update("S", "'subjects':['s.>'],'retention':'interest'").isOk();
    assertThat(streams.info("S").number("state.messages")).isEqualTo(1);
  }

  @Contract
  void interestMayBecomeLimits(TestServer server) throws Exception {
    Streams streams = with(server, "interest");
    streams.update("S", "'subjects':['s.*'],'retention':'limits'").isOk();
    streams.holding("s.a", "1");
    assertThat(streams.contents("S")).containsExactly("1:s.a:1");
  }
}
