package dev.jetharness.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.RawClient;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Connection;
import io.nats.client.api.ServerInfo;

/** The greeting, CONNECT and its options. */
class ConnectContractTest {

  @Contract
  void infoComesFirstAndNamesVersionProtocolHeadersAndPayloadLimit(TestServer server)
      throws Exception {
    assertThat(server.raw().info())
        .startsWith("INFO {\"server_id\":\"N")
        .contains("\"version\":\"2.15.1\"")
        .contains("\"proto\":1")
        .contains("\"headers\":true")
        .contains("\"max_payload\":1048576")
        .contains("\"jetstream\":true")
        .contains("\"api_lvl\":5");
  }

  @Contract
  void everyConnectionGetsAHigherClientId(TestServer server) throws Exception {
    int first = idIn(server.raw().info());
    int second = idIn(server.raw().info());
    assertThat(second).isGreaterThan(first);
  }

  @Contract
  void aClientOfProtocolOneGetsASecondInfoAfterItsFirstPong(TestServer server) throws Exception {
    RawClient client = server.raw();
    client.connect("\"verbose\":false,\"protocol\":1").send("PING\r\n");
    assertThat(client.readLine()).isEqualTo("PONG");
    assertThat(client.readLine())
        .startsWith("INFO {")
        .contains("\"connect_info\":true")
        .contains("\"remote_account\":\"");
    client.ping();
  }

  @Contract
  void aClientOfProtocolZeroGetsNoSecondInfo(TestServer server) throws Exception {
    RawClient client = server.raw();
    client.connect("\"verbose\":false,\"protocol\":0").ping().ping();
  }

  @Contract
  void anUnknownProtocolVersionIsRefused(TestServer server) throws Exception {
    RawClient client = server.raw();
    client.connect("\"verbose\":false,\"protocol\":7");
    assertThat(client.readToEnd()).isEqualTo("-ERR 'invalid client protocol'\r\n");
  }

  @Contract
  void noRespondersWithoutHeadersIsRefused(TestServer server) throws Exception {
    RawClient client = server.raw();
    client.connect("\"verbose\":false,\"headers\":false,\"no_responders\":true");
    assertThat(client.readToEnd()).isEqualTo("-ERR 'no responders requires headers support'\r\n");
  }

  @Contract
  void connectWithoutJsonClosesTheConnection(TestServer server) throws Exception {
    RawClient client = server.raw();
    client.send("CONNECT {bad\r\n");
    assertThat(client.readToEnd()).doesNotContain("PONG");
  }

  @Contract
  void verboseAnswersEachOperationWithOk(TestServer server) throws Exception {
    RawClient client = server.raw();
    client.connect("\"verbose\":true");
    assertThat(client.readLine()).isEqualTo("+OK");
    client.send("SUB foo 1\r\n");
    assertThat(client.readLine()).isEqualTo("+OK");
    client.send("PUB bar 2\r\nhi\r\n");
    assertThat(client.readLine()).isEqualTo("+OK");
    client.send("UNSUB 1\r\n");
    assertThat(client.readLine()).isEqualTo("+OK");
    client.ping();
  }

  @Contract
  void verboseIsTheDefault(TestServer server) throws Exception {
    RawClient client = server.raw();
    client.connect("\"protocol\":0");
    assertThat(client.readLine()).isEqualTo("+OK");
  }

  @Contract
  void aMessageToItselfFollowsTheOkOfItsPublish(TestServer server) throws Exception {
    RawClient client = server.raw();
    client.connect("\"verbose\":true");
    assertThat(client.readLine()).isEqualTo("+OK");
    client.send("SUB foo 1\r\nPUB foo 2\r\nhi\r\n");
    assertThat(client.readLine()).isEqualTo("+OK");
    assertThat(client.readLine()).isEqualTo("+OK");
    assertThat(client.readMessage()).isEqualTo("MSG foo 1 2\r\nhi");
  }

  @Contract
  void optionNamesAreReadWithoutCaseAndUnknownOnesIgnored(TestServer server) throws Exception {
    RawClient client = server.raw();
    client.connect("\"VERBOSE\":false,\"surprise\":{\"a\":[1,2]}").ping();
  }

  @Contract
  void aSecondConnectChangesTheOptions(TestServer server) throws Exception {
    RawClient client = server.raw();
    client.connect("\"verbose\":false").ping();
    client.connect("\"verbose\":true");
    assertThat(client.readLine()).isEqualTo("+OK");
  }

  @Contract
  void jnatsReadsTheServerInfo(TestServer server) throws Exception {
    ServerInfo info = server.connection().getServerInfo();
    assertThat(info.getVersion()).isEqualTo("2.15.1");
    assertThat(info.getMaxPayload()).isEqualTo(1024 * 1024);
    assertThat(info.isHeadersSupported()).isTrue();
    assertThat(info.isJetStreamAvailable()).isTrue();
    assertThat(info.getProtocolVersion()).isEqualTo(1);
  }

  @Contract
  void theRoundTripTimeCanBeMeasured(TestServer server) throws Exception {
    assertThat(server.connection().RTT()).isPositive();
  }

  @Contract
  void aClosedConnectionLeavesTheOthersAlone(TestServer server) throws Exception {
    Connection stays = server.connect();
    server.connect().close();
    assertThat(stays.RTT()).isPositive();
  }

  private static int idIn(String info) {
    String key = "\"client_id\":";
    int from = info.indexOf(key) + key.length();
    int to = from;
    while (Character.isDigit(info.charAt(to))) {
      to++;
    }
    return Integer.parseInt(info.substring(from, to));
  }
}
