package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the server tells of a stream's life on its own accord. */
class StreamAdvisoryContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String STREAM = "$JS.EVENT.ADVISORY.STREAM.";

  private static Subscription listen(TestServer server) throws Exception {
    Subscription advisories = server.connection().subscribe(STREAM + ">");
    server.connection().flush(LIMIT);
    return advisories;
  }

  private static Answer next(Subscription advisories, String subject) throws Exception {
    Message advisory = advisories.nextMessage(LIMIT);
    assertThat(advisory).as(subject).isNotNull();
    assertThat(advisory.getSubject()).isEqualTo(STREAM + subject);
    assertThat(advisory.getReplyTo()).isNull();
    return new Answer(new String(advisory.getData(), UTF_8));
  }

  @Contract
  void anAdvisoryNamesStreamAndAction(TestServer server) throws Exception {
    Subscription advisories = listen(server);
    new Streams(server).with("S", "");
    Answer created = next(advisories, "CREATED.S");
    assertThat(created.json().map.keySet())
        .containsExactlyInAnyOrder("type", "id", "timestamp", "stream", "action");
    assertThat(created.at("type")).isEqualTo("io.nats.jetstream.advisory.v1.stream_action");
    assertThat(created.at("stream")).isEqualTo("S");
    assertThat(created.at("action")).isEqualTo("create");
    assertThat(created.at("id")).asString().hasSize(22);
    assertThat(Instant.parse((String) created.at("timestamp"))).isAfter(Instant.EPOCH);
  }

  @Contract
  void updateAndDeletionAreAdvised(TestServer server) throws Exception {
    Subscription advisories = listen(server);
    Streams streams = new Streams(server).with("S", "");
    next(advisories, "CREATED.S");
    streams.update("S", "'max_msgs':4").isOk();
    assertThat(next(advisories, "UPDATED.S").at("action")).isEqualTo("modify");
    streams.delete("S").isOk();
    assertThat(next(advisories, "DELETED.S").at("action")).isEqualTo("delete");
  }

  @Contract
  void anUpdateThatChangesNothingIsAdvisedToo(TestServer server) throws Exception {
    Subscription advisories = listen(server);
    Streams streams = new Streams(server).with("S", "");
    next(advisories, "CREATED.S");
    streams.update("S", "").isOk();
    next(advisories, "UPDATED.S");
  }

  @Contract
  void neitherASecondCreationNorAPurgeIsAdvised(TestServer server) throws Exception {
    Subscription advisories = listen(server);
    Streams streams = new Streams(server).with("S", "");
    next(advisories, "CREATED.S");
    streams.create("S", "").isOk();
    streams.purge("S", "").isOk();
    streams.update("S", "").isOk();
    next(advisories, "UPDATED.S");
  }

  @Contract
  void aStreamMayCaptureAdvisories(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("LOG", "'subjects':['" + STREAM + "*.S']");
    streams.with("S", "").delete("S").isOk();
    Await.until("both advisories are stored", () -> streams.messages("LOG") == 2);
    assertThat(
            List.of(
                String.valueOf(streams.get("LOG", "{'seq':1}").at("message.subject")),
                String.valueOf(streams.get("LOG", "{'seq':2}").at("message.subject"))))
        .containsExactly(STREAM + "CREATED.S", STREAM + "DELETED.S");
  }
}
