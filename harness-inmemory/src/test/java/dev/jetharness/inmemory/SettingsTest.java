package dev.jetharness.inmemory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.Brokers;
import dev.jetharness.settings.AccountLimits;
import dev.jetharness.settings.InMemorySettings;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Message;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is set in code holds on the broker. */
@Timeout(60)
class SettingsTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Test
  void aDomainIsToldAndReached() throws Exception {
    try (Broker broker = Brokers.inMemory().domain("hub").start();
        Connection connection = broker.connect()) {
      JetStreamManagement management =
          connection.jetStreamManagement(JetStreamOptions.builder().domain("hub").build());

      assertThat(management.getAccountStatistics().getDomain()).isEqualTo("hub");
      assertThat(ask(connection, "$JS.far.API.INFO", "")).isEmpty();
    }
  }

  @Test
  void theLimitsOfAnAccountAreToldAndKept() throws Exception {
    AccountLimits limits =
        AccountLimits.none()
            .maxMemory(1000)
            .maxStorage(2000)
            .maxStreams(1)
            .maxConsumers(2)
            .maxAckPending(3)
            .memoryMaxStreamBytes(400)
            .storageMaxStreamBytes(500)
            .maxBytesRequired(true);
    try (Broker broker = Brokers.inMemory().accountLimits(limits).start();
        Connection connection = broker.connect()) {
      assertThat(ask(connection, "$JS.API.INFO", ""))
          .contains(
              "\"limits\":{\"max_memory\":1000,\"max_storage\":2000,\"max_streams\":1,"
                  + "\"max_consumers\":2,\"max_ack_pending\":3,\"memory_max_stream_bytes\":400,"
                  + "\"storage_max_stream_bytes\":500,\"max_bytes_required\":true}");
      assertThat(create(connection, "S", "")).contains("\"err_code\":10113");
      assertThat(create(connection, "S", ",\"max_bytes\":501")).contains("\"err_code\":10122");
      assertThat(create(connection, "S", ",\"max_bytes\":500")).contains("\"did_create\":true");
      assertThat(create(connection, "T", ",\"max_bytes\":500")).contains("\"err_code\":10027");
    }
  }

  @Test
  void whatAServerHasIsSharedOutAndFreeAgainAfterAReset() throws Exception {
    InMemorySettings settings = Brokers.inMemory().maxMemory(100).maxStorage(2000);
    try (Broker broker = settings.start();
        Connection connection = broker.connect()) {
      assertThat(create(connection, "S", ",\"storage\":\"memory\",\"max_bytes\":101"))
          .contains("\"err_code\":10028");
      for (int round = 0; round < 2; round++) {
        assertThat(create(connection, "S", ",\"max_bytes\":2000")).contains("\"did_create\":true");
        assertThat(create(connection, "T", ",\"max_bytes\":1")).contains("\"err_code\":10047");
        broker.reset();
      }
    }
  }

  @Test
  void aResetAccountIsMeasuredAnew() throws Exception {
    AccountLimits limits = AccountLimits.none().maxStorage(100);
    try (Broker broker = Brokers.inMemory().accountLimits(limits).start();
        Connection connection = broker.connect()) {
      for (int round = 0; round < 2; round++) {
        create(connection, "S", "");
        assertThat(ask(connection, "S", "x".repeat(200))).isEqualTo("{\"stream\":\"S\",\"seq\":1}");
        assertThat(ask(connection, "S", "x")).contains("\"err_code\":10002");
        broker.reset();
      }
    }
  }

  @Test
  void aClusterAsksForRoomLater() throws Exception {
    InMemorySettings settings =
        Brokers.inMemory()
            .nodes(3)
            .maxStorage(5000)
            .accountLimits(AccountLimits.none().maxStorage(4000).maxStreams(2));
    try (Broker broker = settings.start();
        Connection connection = broker.connect()) {
      String replicated = ",\"num_replicas\":3,\"storage\":\"file\",\"max_bytes\":";
      assertThat(create(connection, "S", replicated + 1334)).contains("\"err_code\":10047");
      assertThat(create(connection, "S", replicated + 1333)).contains("\"did_create\":true");
      assertThat(create(connection, "S", replicated + 9000)).contains("\"err_code\":10058");
      assertThat(create(connection, "T", replicated + "9000,\"subjects\":[\"S\"]"))
          .contains("\"err_code\":10065");
    }
  }

  @Test
  void noNodeOfAClusterHasRoom() throws Exception {
    try (Broker broker = Brokers.inMemory().nodes(3).maxStorage(2000).start();
        Connection connection = broker.connect()) {
      assertThat(create(connection, "S", ",\"num_replicas\":3,\"max_bytes\":2001"))
          .contains(
              "\"error\":{\"code\":400,\"err_code\":10005,"
                  + "\"description\":\"no suitable peers for placement, insufficient storage\"}");
    }
  }

  private static String create(Connection connection, String name, String members)
      throws Exception {
    return ask(
        connection, "$JS.API.STREAM.CREATE." + name, "{\"name\":\"" + name + "\"" + members + "}");
  }

  private static String ask(Connection connection, String subject, String body) throws Exception {
    Message answer = connection.request(subject, body.getBytes(UTF_8), LIMIT);
    return answer == null ? "" : new String(answer.getData(), UTF_8);
  }
}
