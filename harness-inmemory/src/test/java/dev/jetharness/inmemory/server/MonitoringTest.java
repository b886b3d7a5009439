package dev.jetharness.inmemory.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.server.ServerFixture.Transport;
import dev.jetharness.inmemory.transport.RawClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MonitoringTest {
  private final ServerFixture fixture =
      new ServerFixture(
          ServerOptions.defaults().withServerName("srv").withJetStream(true), Transport.TCP);
  private final InetSocketAddress http =
      fixture.server.monitor(
          "127.0.0.1", 0, json -> json.object("stats", stats -> stats.field("memory", 0)));

  @AfterEach
  void close() {
    fixture.close();
  }

  private HttpURLConnection get(String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + http.getPort() + path);
    return (HttpURLConnection) uri.toURL().openConnection();
  }

  private static String body(InputStream stream) throws IOException {
    try (stream) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  @Test
  void describesTheServer() throws Exception {
    try (RawClient nats = fixture.client()) {
      nats.send("SUB a 1\r\nPUB a 2\r\nhi\r\n");
      nats.expect("MSG a 1 2\r\nhi\r\n");
      HttpURLConnection varz = get("/varz");
      assertThat(varz.getResponseCode()).isEqualTo(200);
      assertThat(varz.getContentType()).isEqualTo("application/json");
      assertThat(body(varz.getInputStream()))
          .startsWith("{\"server_id\":\"" + fixture.server.id() + "\",\"server_name\":\"srv\"")
          .contains("\"version\":\"2.15.1\"")
          .contains("\"host\":\"127.0.0.1\",\"port\":" + fixture.address.getPort() + ",")
          .contains("\"jetstream\":{\"stats\":{\"memory\":0}}")
          .contains("\"connections\":1,\"total_connections\":1")
          .contains("\"in_msgs\":1,\"in_bytes\":2")
          .contains("\"out_msgs\":1,\"out_bytes\":2");
    }
  }

  @Test
  void isHealthy() throws Exception {
    assertThat(body(get("/healthz").getInputStream())).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void namesWhatItDoesNotServe() throws Exception {
    HttpURLConnection jsz = get("/jsz");
    assertThat(jsz.getResponseCode()).isEqualTo(404);
    assertThat(body(jsz.getErrorStream()))
        .isEqualTo("/jsz is not supported by the in-memory broker: it serves /varz and /healthz\n");
  }

  @Test
  void writesUptimeAsTheServerDoes() {
    assertThat(Varz.uptime(Duration.ofSeconds(4))).isEqualTo("4s");
    assertThat(Varz.uptime(Duration.ofMinutes(1))).isEqualTo("1m0s");
    assertThat(Varz.uptime(Duration.ofHours(25))).isEqualTo("1d1h0m0s");
    assertThat(Varz.uptime(Duration.ZERO)).isEqualTo("0s");
  }
}
