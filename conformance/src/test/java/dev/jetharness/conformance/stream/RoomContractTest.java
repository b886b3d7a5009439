package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Configured;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Connection;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import java.time.Duration;

/** When a server asks whether there is room for a stream or a message, and what comes before. */
class RoomContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String ACCOUNT =
      """
      jetstream { $STORE }
      accounts {
        ACC {
          users: [ { user: a, password: b } ]
          jetstream { max_mem: 1000, max_file: 2000, max_streams: 2, max_consumers: 1 }
        }
      }
      """;
  private static final String SERVER = "jetstream { $STORE, max_mem: 1000, max_file: 2000 }";

  @Contract
  @Configured(ACCOUNT)
  void bytesAreAskedForLastOfAStreamThatDoesNotSayWhereToStore(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s']");
    streams
        .create("S", "'subjects':['s'],'max_bytes':3000")
        .isError(400, 10058, "stream name already in use with a different configuration");
    streams
        .create("T", "'subjects':['t..'],'max_bytes':3000")
        .isError(500, 10052, "invalid subject");
    streams
        .create("T", "'max_bytes':3000,'num_replicas':3")
        .isError(500, 10074, "replicas > 1 not supported in non-clustered mode");
    streams
        .create("T", "'max_bytes':3000,'subjects':['s']")
        .isError(500, 10047, "insufficient storage resources available");
    streams
        .create("T", "'max_bytes':3000,'mirror':{'name':'S','filter_subject':'x..'}")
        .isError(500, 10047, "insufficient storage resources available");
  }

  @Contract
  @Configured(ACCOUNT)
  void bytesAreAskedForFirstOfAStreamThatSaysWhereToStore(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s'],'max_bytes':1500");
    for (String members :
        new String[] {"'max_bytes':3000", "'subjects':['t..'],'max_bytes':3000"}) {
      streams
          .create("S", members + ",'storage':'file'")
          .isError(500, 10047, "insufficient storage resources available");
      streams
          .create("T", members + ",'storage':'memory'")
          .isError(500, 10028, "insufficient memory resources available");
    }
    streams
        .create("T", "'max_bytes':600,'num_replicas':3,'storage':'file'")
        .isError(500, 10047, "insufficient storage resources available");
    streams
        .create("S", "'subjects':['s'],'max_bytes':1600,'storage':'file'")
        .isError(400, 10058, "stream name already in use with a different configuration");
  }

  @Contract
  @Configured(ACCOUNT)
  void streamsAndConsumersAreCountedBeforeAnythingIsChecked(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s']");
    streams
        .create("S", "'subjects':['t..'],'max_consumers':2,'num_replicas':3")
        .isError(400, 10026, "maximum consumers limit reached");
    streams.with("T", "");
    streams
        .create("U", "'subjects':['t..'],'max_consumers':2")
        .isError(400, 10027, "maximum number of streams reached");
    streams
        .create("U", "'sealed':true")
        .isError(500, 10052, "stream configuration for create can not be sealed");
  }

  @Contract
  @Configured(ACCOUNT)
  void anUpdateAsksForRoomBeforeSubjects(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s']").with("T", "");
    streams
        .update("S", "'subjects':['T'],'max_bytes':3000")
        .isError(500, 10047, "insufficient storage resources available");
    streams
        .update("S", "'subjects':['T'],'max_consumers':2")
        .isError(400, 10026, "maximum consumers limit reached");
    streams
        .update("S", "'max_bytes':3000,'num_replicas':3")
        .isError(500, 10074, "replicas > 1 not supported in non-clustered mode");
    streams.update("X", "'max_bytes':3000").isError(404, 10059, "stream not found");
  }

  @Contract
  @Configured(ACCOUNT)
  void aStreamIsRestoredOnlyIfThereIsRoom(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s']");
    restore(streams, "T", "'subjects':['t..'],'max_bytes':3000")
        .isError(500, 10052, "invalid subject");
    restore(streams, "T", "'subjects':['t'],'max_bytes':3000")
        .isError(500, 10047, "insufficient storage resources available");
    restore(streams, "S", "'subjects':['t'],'max_bytes':3000")
        .isError(500, 10047, "insufficient storage resources available");
    restore(streams, "T", "'subjects':['t'],'max_consumers':3")
        .isError(400, 10026, "maximum consumers limit reached");
    streams.with("U", "");
    restore(streams, "T", "'subjects':['t'],'max_bytes':3000")
        .isError(400, 10027, "maximum number of streams reached");
  }

  @Contract
  @Configured(ACCOUNT)
  void anAccountIsMeasuredFromItsFirstMessageOn(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s']");
    String tooLong = "x".repeat(3000);
    streams.publish("s", tooLong).isOk();
    streams.purge("S", "").isOk();
    streams.publish("s", tooLong).isError(400, 10002, "resource limits exceeded for account");
    streams.delete("S").isOk();
    streams.with("S", "'subjects':['s']");
    streams.publish("s", tooLong).isError(400, 10002, "resource limits exceeded for account");
  }

  @Contract
  @Configured(ACCOUNT)
  void aBatchIsMeasuredMessageByMessage(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s'],'allow_atomic':true");
    streams.publish("s", "x".repeat(1900)).isOk();
    streams
        .publish("s", "x".repeat(100), "Nats-Batch-Id", "b", "Nats-Batch-Sequence", "1")
        .isError(400, 10002, "resource limits exceeded for account");
    streams.purge("S", "").isOk();
    String half = "x".repeat(1000);
    assertThat(streams.publish("s", half, "Nats-Batch-Id", "c", "Nats-Batch-Sequence", "1").text())
        .isEmpty();
    String[] commit = {"Nats-Batch-Id", "c", "Nats-Batch-Sequence", "2", "Nats-Batch-Commit", "1"};
    streams.publish("s", half, commit).isError(400, 10002, "resource limits exceeded for account");
    assertThat(streams.messages("S")).isEqualTo(1);
  }

  @Contract
  @Configured(SERVER)
  void aServerThatIsFullEndsACommitWhereItIs(TestServer server) throws Exception {
    Streams streams =
        new Streams(server).with("S", "'subjects':['s'],'storage':'memory','allow_atomic':true");
    Connection connection = server.connection();
    Subscription answers = connection.subscribe("answers");
    byte[] payload = "x".repeat(600).getBytes(UTF_8);
    for (int i = 1; i <= 4; i++) {
      Headers headers = new Headers().put("Nats-Batch-Id", "b");
      headers.put("Nats-Batch-Sequence", String.valueOf(i));
      if (i == 4) {
        headers.put("Nats-Batch-Commit", "1");
      }
      connection.publish("s", "answers", headers, payload);
    }
    for (int i = 1; i <= 3; i++) {
      assertThat(answers.nextMessage(LIMIT).getData()).isEmpty();
    }
    // The commit is not answered; the next message is, on the same way.
    connection.publish("s", "answers", payload);
    assertThat(new String(answers.nextMessage(LIMIT).getData(), UTF_8))
        .isEqualTo(
            "{\"error\":{\"code\":503,\"err_code\":10023,"
                + "\"description\":\"insufficient resources\"},\"stream\":\"S\",\"seq\":0}");
    assertThat(streams.messages("S")).isEqualTo(2);
  }

  @Contract
  @Configured(SERVER)
  void aServerThatIsFullAnswersTheLastMessageOfABatch(TestServer server) throws Exception {
    Streams streams =
        new Streams(server).with("S", "'subjects':['s'],'storage':'memory','allow_atomic':true");
    String payload = "x".repeat(1200);
    streams.publish("s", payload, "Nats-Batch-Id", "b", "Nats-Batch-Sequence", "1");
    String[] commit = {"Nats-Batch-Id", "b", "Nats-Batch-Sequence", "2", "Nats-Batch-Commit", "1"};
    streams.publish("s", payload, commit).isError(503, 10023, "insufficient resources");
    streams
        .publish("s", "x", "Nats-Batch-Id", "c", "Nats-Batch-Sequence", "1")
        .isError(503, 10023, "insufficient resources");
    assertThat(streams.messages("S")).isEqualTo(1);
  }

  @Contract
  @Configured(SERVER)
  void aServerThatIsFullChecksWhatAMessageExpectsFirst(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s'],'storage':'memory'");
    streams.publish("s", "x".repeat(1200), "Nats-Msg-Id", "1").isOk();
    assertThat(streams.publish("s", "x", "Nats-Msg-Id", "1").text())
        .contains("\"duplicate\": true");
    streams
        .publish("s", "x", "Nats-Expected-Last-Sequence", "9")
        .isError(400, 10071, "wrong last sequence: 1");
    streams.publish("s", "x").isError(503, 10023, "insufficient resources");
  }

  @Contract
  @Configured(SERVER)
  void aStreamThatIsThereAsksForNothingMore(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s'],'max_bytes':1500");
    streams.create("S", "'subjects':['s'],'max_bytes':1500").isOk();
    streams
        .create("S", "'subjects':['s'],'max_bytes':1500,'storage':'file'")
        .isError(500, 10047, "insufficient storage resources available");
    streams.update("S", "'subjects':['s'],'max_bytes':2000").isOk();
    streams
        .update("S", "'subjects':['s'],'max_bytes':2001")
        .isError(500, 10047, "insufficient storage resources available");
    streams.create("T", "").isError(500, 10047, "insufficient storage resources available");
  }

  private static Answer restore(Streams streams, String name, String members) throws Exception {
    String config = "{'name':'" + name + "'," + members + "}";
    return streams.call("STREAM.RESTORE." + name, "{'config':" + config + ",'state':{}}");
  }
}
