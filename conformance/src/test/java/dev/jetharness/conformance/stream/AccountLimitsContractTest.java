package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Configured;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import org.jspecify.annotations.Nullable;

/** What an account, or a server, may have, and how more is refused. */
class AccountLimitsContractTest {
  private static final String ALL =
      """
      jetstream { $STORE }
      accounts {
        ACC {
          users: [ { user: a, password: b } ]
          jetstream {
            max_mem: 1000, max_file: 2000, max_streams: 3, max_consumers: 2, max_ack_pending: 50
            mem_max_stream_bytes: 600, disk_max_stream_bytes: 900, max_bytes_required: true
          }
        }
      }
      """;
  private static final String COUNTS =
      """
      jetstream { $STORE }
      accounts {
        ACC {
          users: [ { user: a, password: b } ]
          jetstream { max_streams: 2, max_consumers: 2, max_ack_pending: 50 }
        }
      }
      """;
  private static final String BYTES =
      """
      jetstream { $STORE }
      accounts {
        ACC { users: [ { user: a, password: b } ], jetstream { max_mem: 1000, max_file: 2000 } }
      }
      """;
  private static final String SERVER =
      """
      jetstream { $STORE, max_mem: 1000, max_file: 2000 }
      """;
  private static final String SERVER_LIMITS =
      """
      jetstream {
        $STORE
        limits { max_ack_pending: 40, max_request_batch: 7, duplicate_window: "30s" }
      }
      """;

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }

  @Contract
  @Configured(ALL)
  void anAccountTellsItsLimits(TestServer server) throws Exception {
    assertThat(new Streams(server).call("INFO", "").text())
        .contains(
            "\"limits\":{\"max_memory\":1000,\"max_storage\":2000,\"max_streams\":3,"
                + "\"max_consumers\":2,\"max_ack_pending\":50,\"memory_max_stream_bytes\":600,"
                + "\"storage_max_stream_bytes\":900,\"max_bytes_required\":true}");
  }

  @Contract
  @Configured(ALL)
  void aStreamMustSayHowLargeItMayBecome(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    streams
        .create("S", "")
        .isError(400, 10113, "account requires a stream config to have max bytes set");
    streams
        .create("S", "'max_bytes':901")
        .isError(400, 10122, "stream max bytes exceeds account limit max stream bytes");
    streams
        .create("S", "'max_bytes':601,'storage':'memory'")
        .isError(400, 10122, "stream max bytes exceeds account limit max stream bytes");
    assertThat(streams.create("S", "'max_bytes':900").isOk().number("config.max_bytes"))
        .isEqualTo(900);
    streams
        .update("S", "'max_bytes':-1")
        .isError(400, 10113, "account requires a stream config to have max bytes set");
    streams
        .update("S", "'max_bytes':1000")
        .isError(400, 10122, "stream max bytes exceeds account limit max stream bytes");
  }

  @Contract
  @Configured(ALL)
  void whatIsReservedCountsForTheAccount(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    streams.create("S", "'max_bytes':900").isOk();
    streams.create("T", "'max_bytes':900").isOk();
    streams
        .create("U", "'max_bytes':201")
        .isError(500, 10047, "insufficient storage resources available");
    streams.create("U", "'max_bytes':200").isOk();
    Answer info = streams.call("INFO", "");
    assertThat(info.number("reserved_storage")).isEqualTo(2000);
    assertThat(info.number("streams")).isEqualTo(3);
    streams
        .update("U", "'max_bytes':201")
        .isError(500, 10047, "insufficient storage resources available");
    streams.update("T", "'max_bytes':100").isOk();
    streams.update("U", "'max_bytes':900").isOk();
    assertThat(streams.call("INFO", "").number("reserved_storage")).isEqualTo(1900);
  }

  @Contract
  @Configured(BYTES)
  void memoryIsReservedForItself(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    streams.create("S", "'max_bytes':1000,'storage':'memory'").isOk();
    streams
        .create("T", "'storage':'memory'")
        .isError(500, 10028, "insufficient memory resources available");
    streams.create("T", "'max_bytes':2000").isOk();
    streams.create("U", "").isError(500, 10047, "insufficient storage resources available");
  }

  @Contract
  @Configured(COUNTS)
  void thereMayBeSoManyStreams(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").with("T", "");
    streams.create("U", "").isError(400, 10027, "maximum number of streams reached");
    streams.create("S", "").isOk();
    streams
        .create("S", "'max_msgs':1")
        .isError(400, 10058, "stream name already in use with a different configuration");
    streams.delete("T").isOk();
    streams.create("U", "").isOk();
  }

  @Contract
  @Configured(COUNTS)
  void eachStreamMayHaveSoManyConsumers(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").with("T", "'max_consumers':1");
    streams
        .create("U", "'max_consumers':3")
        .isError(400, 10027, "maximum number of streams reached");
    streams.consumer("S", "A", "'ack_policy':'explicit'").isOk();
    streams.consumer("S", "B", "'ack_policy':'explicit'").isOk();
    streams
        .consumer("S", "C", "'ack_policy':'explicit'")
        .isError(400, 10026, "maximum consumers limit reached");
    streams.consumer("T", "A", "'ack_policy':'explicit'").isOk();
    streams
        .consumer("T", "B", "'ack_policy':'explicit'")
        .isError(400, 10026, "maximum consumers limit reached");
    streams.delete("T").isOk();
    streams.create("T", "'max_consumers':3").isError(400, 10026, "maximum consumers limit reached");
  }

  @Contract
  @Configured(COUNTS)
  void aConsumerMayWaitForSoManyAcknowledgements(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    streams
        .consumer("S", "A", "'ack_policy':'explicit','max_ack_pending':51")
        .isError(400, 10121, "consumer max ack pending exceeds system limit of 50");
    assertThat(streams.consumer("S", "A", "'ack_policy':'explicit'").isOk().text())
        .contains("\"max_ack_pending\":50");
  }

  @Contract
  @Configured(BYTES)
  void aMessageThatIsOneTooManyIsRefused(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s'],'storage':'memory'");
    String payload = "x".repeat(400);
    streams.publish("s", payload).isOk();
    streams.publish("s", payload).isOk();
    streams.publish("s", payload).isError(400, 10002, "resource limits exceeded for account");
    streams.purge("S", "").isOk();
    streams.publish("s", payload).isOk();
    assertThat(streams.messages("S")).isEqualTo(1);
  }

  @Contract
  @Configured(SERVER)
  void aServerHasSoMuchForAll(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s'],'storage':'memory'");
    streams
        .create("T", "'max_bytes':1001,'storage':'memory'")
        .isError(500, 10028, "insufficient memory resources available");
    streams
        .create("T", "'max_bytes':2001")
        .isError(500, 10047, "insufficient storage resources available");
    String payload = "x".repeat(600);
    streams.publish("s", payload).isOk();
    streams.publish("s", payload).isOk();
    streams.publish("s", payload).isError(503, 10023, "insufficient resources");
    assertThat(text(streams.call("INFO", "").at("limits.max_memory"))).isEqualTo("-1");
  }

  @Contract
  @Configured(SERVER_LIMITS)
  void aServerBoundsConsumersAndWindows(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    assertThat(streams.info("S").at("config.duplicate_window")).isEqualTo(30_000_000_000L);
    streams
        .create("T", "'duplicate_window':60000000000")
        .isError(500, 10052, "duplicates window can not be larger then server limit of 30s");
    streams
        .consumer("S", "A", "'ack_policy':'explicit','max_ack_pending':41")
        .isError(400, 10121, "consumer max ack pending exceeds system limit of 40");
    streams
        .consumer("S", "A", "'ack_policy':'explicit','max_batch':8")
        .isError(400, 10125, "consumer max request batch exceeds server limit of 7");
    Answer created = streams.consumer("S", "A", "'ack_policy':'explicit'").isOk();
    assertThat(created.text()).contains("\"max_batch\":7");
  }
}
