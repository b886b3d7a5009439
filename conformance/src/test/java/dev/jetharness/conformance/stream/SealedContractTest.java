package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;

/** A sealed stream: to be read, never to be changed. */
class SealedContractTest {
  private static final String INVALID = "invalid operation on sealed stream";

  private static Streams sealed(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "1", "2");
    streams.update("S", "'sealed':true").isOk();
    return streams;
  }

  @Contract
  void sealingForcesWhatBelongsToIt(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'allow_rollup_hdrs':true");
    Answer updated =
        streams.update("S", "'sealed':true,'allow_rollup_hdrs':true,'max_age':1000000000").isOk();
    assertThat(updated.at("config.sealed")).isEqualTo(true);
    assertThat(updated.at("config.discard")).isEqualTo("new");
    assertThat(updated.at("config.deny_delete")).isEqualTo(true);
    assertThat(updated.at("config.deny_purge")).isEqualTo(true);
    assertThat(updated.at("config.allow_rollup_hdrs")).isEqualTo(false);
    assertThat(updated.number("config.max_age")).isZero();
  }

  @Contract
  void nothingCanBePublished(TestServer server) throws Exception {
    Streams streams = sealed(server);
    assertThat(streams.publish("S", "3").isError(400, 10109, INVALID).text())
        .endsWith("},\"stream\":\"S\",\"seq\":0}");
    streams.publish("S", "3", "Nats-Expected-Stream", "T").isError(400, 10109, INVALID);
  }

  @Contract
  void nothingCanBeDeletedOrPurged(TestServer server) throws Exception {
    Streams streams = sealed(server);
    streams.deleteMessage("S", 1).isError(400, 10109, INVALID);
    streams.purge("S", "").isError(400, 10109, INVALID);
    assertThat(streams.contents("S")).containsExactly("1:S:1", "2:S:2");
  }

  @Contract
  void itCannotBeUnsealed(TestServer server) throws Exception {
    sealed(server)
        .update("S", "")
        .isError(500, 10052, "stream configuration update can not unseal a sealed stream");
  }

  @Contract
  void itsDescriptionMayStillChange(TestServer server) throws Exception {
    Answer updated =
        sealed(server)
            .update(
                "S",
                "'sealed':true,'discard':'new','deny_delete':true,'deny_purge':true,'description':'done'");
    assertThat(updated.isOk().at("config.description")).isEqualTo("done");
  }

  @Contract
  void consumersWork(TestServer server) throws Exception {
    Streams streams = sealed(server);
    streams.consumer("S", "C", "'ack_policy':'explicit'").isOk();
    Message first = streams.next("S", "C");
    assertThat(first.metaData().streamSequence()).isEqualTo(1);
    streams.acknowledge(first, "+ACK");
  }

  @Contract
  void itMayBeDeleted(TestServer server) throws Exception {
    Streams streams = sealed(server);
    streams.delete("S").isOk();
    streams.info("S").isError(404, 10059, "stream not found");
  }
}
