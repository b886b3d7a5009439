package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.RawClient;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import java.time.Duration;

/** What the server tells of atomic batches that came to nothing. */
class BatchAbandonedContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String ADVISORY = "$JS.EVENT.ADVISORY.STREAM.BATCH_ABANDONED.S";

  private static Streams streams(TestServer server) throws Exception {
    return new Streams(server).with("S", "'subjects':['s'],'allow_atomic':true");
  }

  private static Subscription listen(TestServer server) throws Exception {
    Subscription advisories = server.connection().subscribe(ADVISORY);
    server.connection().flush(LIMIT);
    return advisories;
  }

  private static Answer next(Subscription advisories) throws Exception {
    Message advisory = advisories.nextMessage(LIMIT);
    assertThat(advisory).isNotNull();
    return new Answer(new String(advisory.getData(), UTF_8));
  }

  private static void expect(Subscription advisories, String batch, String reason)
      throws Exception {
    Answer advisory = next(advisories);
    assertThat(advisory.at("batch")).isEqualTo(batch);
    assertThat(advisory.at("reason")).isEqualTo(reason);
  }

  @Contract
  void anAdvisoryNamesStreamBatchAndReason(TestServer server) throws Exception {
    Streams streams = streams(server);
    RawClient client = server.raw().connect().send("SUB " + ADVISORY + " 1\r\n").ping();
    new AtomicPublisher(streams, "b").end("s");
    assertThat(client.readMessage())
        .matches(
            Streams.json(
                "MSG \\Q%s\\E 1  \\d+\r\n".formatted(ADVISORY)
                    + "\\{'type':'io.nats.jetstream.advisory.v1.stream_batch_abandoned',"
                    + "'id':'[A-Za-z0-9]{22}','timestamp':'[0-9TZ:.-]+','stream':'S',"
                    + "'batch':'b','reason':'incomplete'\\}"));
  }

  @Contract
  void aBatchWithAGapIsIncomplete(TestServer server) throws Exception {
    Streams streams = streams(server);
    Subscription advisories = listen(server);
    AtomicPublisher batch = new AtomicPublisher(streams, "gap");
    batch.add("s");
    batch.at(3).add("s");
    expect(advisories, "gap", "incomplete");
    batch.at(1).add("s");
    batch.at(1).commit("s");
    expect(advisories, "gap", "incomplete");
  }

  @Contract
  void aBatchThatAsksForAHigherApiLevelIsUnsupported(TestServer server) throws Exception {
    Streams streams = streams(server);
    Subscription advisories = listen(server);
    new AtomicPublisher(streams, "new").add("s", "Nats-Required-Api-Level", "6");
    expect(advisories, "new", "unsupported");
    AtomicPublisher batch = new AtomicPublisher(streams, "old");
    batch.add("s");
    batch.commit("s", "Nats-Required-Api-Level", "x");
    expect(advisories, "old", "unsupported");
  }

  @Contract
  void aBatchOfMoreThanAThousandMessagesIsLarge(TestServer server) throws Exception {
    Streams streams = streams(server);
    Subscription advisories = listen(server);
    Connection connection = server.connection();
    for (int i = 1; i <= 1000; i++) {
      Headers headers =
          new Headers().add("Nats-Batch-Id", "b").add("Nats-Batch-Sequence", String.valueOf(i));
      connection.publish("s", headers, new byte[0]);
    }
    new AtomicPublisher(streams, "b").at(1001).add("s");
    expect(advisories, "b", "large");
  }

  @Contract
  void otherRefusalsAreNotAdvised(TestServer server) throws Exception {
    Streams streams = streams(server);
    Subscription advisories = listen(server);
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.at(2).add("s");
    batch.at(1001).commit("s");
    batch.at(1).commitAs("no", "s", "Nats-Required-Api-Level", "6");
    batch.at(1).add("s");
    batch.commit("s", "Nats-Expected-Stream", "T");
    batch.at(1).add("s");
    streams.update("S", "'subjects':['s']").isOk();
    streams.delete("S").isOk();
    streams(server);
    new AtomicPublisher(streams, "fence").end("s");
    expect(advisories, "fence", "incomplete");
  }
}
