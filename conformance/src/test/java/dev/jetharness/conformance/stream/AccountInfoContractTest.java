package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** What an account tells of what it has and may have. */
class AccountInfoContractTest {

  @Contract
  void anEmptyAccountUsesNothing(TestServer server) throws Exception {
    Answer info = new Streams(server).call("INFO", "").isOk();
    assertThat(info.at("type")).isEqualTo("io.nats.jetstream.api.v1.account_info_response");
    for (String count :
        new String[] {
          "memory", "storage", "reserved_memory", "reserved_storage", "streams", "consumers"
        }) {
      assertThat(info.number(count)).as(count).isZero();
    }
  }

  @Contract
  void anAccountHasNoLimitsByDefault(TestServer server) throws Exception {
    Answer info = new Streams(server).call("INFO", "").isOk();
    assertThat(Streams.members(info, "limits"))
        .containsExactlyInAnyOrder(
            "max_memory",
            "max_storage",
            "max_streams",
            "max_consumers",
            "max_ack_pending",
            "memory_max_stream_bytes",
            "storage_max_stream_bytes",
            "max_bytes_required");
    assertThat(info.number("limits.max_streams")).isEqualTo(-1);
    assertThat(info.number("limits.max_consumers")).isEqualTo(-1);
    assertThat(info.number("limits.max_ack_pending")).isEqualTo(-1);
    assertThat(info.at("limits.max_bytes_required")).isEqualTo(false);
  }

  @Contract
  void streamsAndConsumersAreCounted(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").with("T", "");
    streams.consumer("S", "C", "'ack_policy':'none'").isOk();
    Answer info = streams.call("INFO", "");
    assertThat(info.number("streams")).isEqualTo(2);
    assertThat(info.number("consumers")).isEqualTo(1);
    streams.delete("S").isOk();
    assertThat(streams.call("INFO", "").number("streams")).isEqualTo(1);
    assertThat(streams.call("INFO", "").number("consumers")).isZero();
  }

  @Contract
  void bytesAreCountedByStorageType(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("FILED", "").with("MEM", "'storage':'memory'");
    streams.holding("FILED", "abc").holding("MEM", "abc", "def");
    Answer info = streams.call("INFO", "");
    assertThat(info.number("storage")).isEqualTo(5 + 3 + 30);
    assertThat(info.number("memory")).isEqualTo(2 * (3 + 3 + 16));
    streams.purge("MEM", "").isOk();
    assertThat(streams.call("INFO", "").number("memory")).isZero();
  }

  @Contract
  void byteLimitsOfStreamsAreReserved(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("FILED", "'max_bytes':1000")
            .with("MEM", "'storage':'memory','max_bytes':2000");
    Answer info = streams.call("INFO", "");
    assertThat(info.number("reserved_storage")).isEqualTo(1000);
    assertThat(info.number("reserved_memory")).isEqualTo(2000);
    streams.update("FILED", "'max_bytes':1500").isOk();
    assertThat(streams.call("INFO", "").number("reserved_storage")).isEqualTo(1500);
  }

  @Contract
  void apiRequestsAndTheirErrorsAreCounted(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    Answer before = streams.call("INFO", "");
    streams.with("S", "");
    streams.info("NONE").isError(404, 10059, "stream not found");
    Answer after = streams.call("INFO", "");
    assertThat(after.number("api.total") - before.number("api.total")).isEqualTo(3);
    assertThat(after.number("api.errors") - before.number("api.errors")).isEqualTo(1);
    assertThat(after.number("api.level")).isEqualTo(5);
  }

  @Contract
  void theBodyIsNotLookedAt(TestServer server) throws Exception {
    new Streams(server).call("INFO", "{garbage").isOk();
  }
}
