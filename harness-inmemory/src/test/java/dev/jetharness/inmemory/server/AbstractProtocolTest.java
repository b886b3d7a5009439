package dev.jetharness.inmemory.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.server.ServerFixture.Transport;
import dev.jetharness.inmemory.transport.RawClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said on the wire. Each text is what nats-server 2.15.1 answers. */
@Timeout(30)
abstract class AbstractProtocolTest {
  private final ServerFixture fixture;

  AbstractProtocolTest(Transport transport) {
    fixture =
        new ServerFixture(
            ServerOptions.defaults().withServerName("srv").withJetStream(true), transport);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static String twoLines(RawClient client) {
    return client.line() + " " + client.line();
  }

  @Test
  void greetsWithInfoAndSendsItAgainAfterTheFirstPing() {
    try (RawClient client = fixture.connect()) {
      String first = client.line();
      assertThat(first)
          .matches(
              "INFO \\{\"server_id\":\"N[A-Z2-7]{55}\",\"server_name\":\"srv\","
                  + "\"version\":\"2.15.1\",\"proto\":1,\"go\":\"go1.27.2\","
                  + "\"host\":\"[0-9.]+\",\"port\":\\d+,\"headers\":true,"
                  + "\"max_payload\":1048576,\"jetstream\":true,\"client_id\":1,"
                  + "\"client_ip\":\"127.0.0.1\",\"api_lvl\":5,\"xkey\":\"X[A-Z2-7]{55}\"} ");
      client.send("CONNECT {\"verbose\":false,\"protocol\":1}\r\nPING\r\nPING\r\n");
      client.expect("PONG\r\n");
      assertThat(client.line())
          .isEqualTo(
              first.replace(
                  "\"api_lvl\"", "\"connect_info\":true,\"remote_account\":\"$G\",\"api_lvl\""));
      client.expect("PONG\r\n");
      client.expectNothing();
    }
  }

  @Test
  void countsClientsFromOne() {
    try (RawClient first = fixture.connect();
        RawClient second = fixture.connect()) {
      assertThat(first.line()).contains("\"client_id\":1,");
      assertThat(second.line()).contains("\"client_id\":2,");
    }
  }

  @Test
  void servesAClientThatSendsNoConnect() {
    try (RawClient client = fixture.connect()) {
      client.line();
      client.send("SUB b 1\r\nSUB b 1\r\nUNSUB 7\r\nPUB b 0\r\n\r\nPUB a.* 1\r\nx\r\nPING\r\n");
      client.expect("+OK\r\n+OK\r\n+OK\r\n+OK\r\nMSG b 1 0\r\n\r\n");
      client.expect("-ERR 'Invalid Publish Subject'\r\n+OK\r\nPONG\r\n");
    }
  }

  @Test
  void deliversToEachMatchingSubscription() {
    try (RawClient receiver = fixture.client();
        RawClient sender = fixture.client()) {
      receiver.send("SUB a.b 1\r\nSUB a.* 2\r\nSUB > 3\r\nSUB a 4\r\n");
      receiver.expectNothing();
      sender.send("PUB a.b reply 2\r\nhi\r\n");
      sender.expectNothing();
      assertThat(List.of(twoLines(receiver), twoLines(receiver), twoLines(receiver)))
          .containsExactlyInAnyOrder(
              "MSG a.b 1 reply 2 hi", "MSG a.b 2 reply 2 hi", "MSG a.b 3 reply 2 hi");
      receiver.expectNothing();
    }
  }

  @Test
  void stripsHeadersForAClientWithoutThem() {
    try (RawClient plain = fixture.connect().greet("\"verbose\":false");
        RawClient modern = fixture.client()) {
      plain.send("SUB a 1\r\n");
      plain.expectNothing();
      modern.send("SUB a 1\r\nHPUB a 12 14\r\nNATS/1.0\r\n\r\nhi\r\n");
      modern.expect("HMSG a 1 12 14\r\nNATS/1.0\r\n\r\nhi\r\n");
      plain.expect("MSG a 1 2\r\nhi\r\n");
    }
  }

  @Test
  void givesAQueueGroupsMessageToOneMemberWhateverItsPattern() {
    try (RawClient receiver = fixture.client();
        RawClient sender = fixture.client()) {
      receiver.send("SUB a.b q 1\r\nSUB a.* q 1b\r\nSUB a.> other 2\r\n");
      receiver.expectNothing();
      for (int i = 0; i < 20; i++) {
        sender.send("PUB a.b 0\r\n\r\n");
        sender.expectNothing();
        String both = twoLines(receiver) + twoLines(receiver);
        assertThat(both).matches("MSG a.b 1b? 0 MSG a.b 2 0 |MSG a.b 2 0 MSG a.b 1b? 0 ");
      }
      receiver.expectNothing();
    }
  }

  @Test
  void keepsAClientsOwnMessagesFromItOnRequest() {
    try (RawClient silent = fixture.connect().greet("\"verbose\":false,\"echo\":false");
        RawClient other = fixture.client()) {
      other.send("SUB a q 9\r\n");
      other.expectNothing();
      silent.send("SUB a 1\r\nSUB a q 2\r\nPUB a 0\r\n\r\nPUB a 0\r\n\r\nPUB a 0\r\n\r\n");
      silent.expectNothing();
      other.expect("MSG a 9 0\r\n\r\nMSG a 9 0\r\n\r\nMSG a 9 0\r\n\r\n");
    }
  }

  @Test
  void tellsARequestorThatNobodyListens() {
    try (RawClient client = fixture.client()) {
      client.send("SUB in.* 7\r\nPUB nobody.here in.1 0\r\n\r\nPUB nobody 0\r\n\r\n");
      client.expect("HMSG in.1 7 43 43\r\nNATS/1.0 503\r\nNats-Subject: nobody.here\r\n\r\n\r\n");
      client.expectNothing();
    }
  }

  @Test
  void tellsNobodyElseThatNobodyListens() {
    try (RawClient other = fixture.client();
        RawClient client = fixture.client()) {
      other.send("SUB in.* 7\r\n");
      other.expectNothing();
      client.send("SUB in.* q 8\r\nPUB nobody in.1 0\r\n\r\n");
      client.expectNothing();
      other.expectNothing();
    }
  }

  @Test
  void endsASubscriptionAfterItsMaximum() {
    try (RawClient client = fixture.client()) {
      client.send("SUB a 1\r\nUNSUB 1 2\r\n" + "PUB a 0\r\n\r\n".repeat(3));
      client.expect("MSG a 1 0\r\n\r\nMSG a 1 0\r\n\r\n");
      client.expectNothing();
      client.send("SUB a 1\r\nPUB a 0\r\n\r\nUNSUB 1 1\r\nPUB a 0\r\n\r\n");
      client.expect("MSG a 1 0\r\n\r\n");
      client.expectNothing();
      client.send("SUB a 1\r\nUNSUB 1 0\r\nPUB a 0\r\n\r\n");
      client.expectNothing();
    }
  }

  @Test
  void keepsTheFirstSubscriptionOfASid() {
    try (RawClient client = fixture.client()) {
      client.send("SUB a 1\r\nSUB b 1\r\nPUB b 0\r\n\r\nPUB a 0\r\n\r\n");
      client.expect("MSG a 1 0\r\n\r\n");
      client.expectNothing();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SUB a..b 1           | Invalid Subject",
        "SUB a.>.b 1          | Invalid Subject",
        "SUB a _sys_ 1        | Permissions Violation for Subscription to \"a\" using queue \"_sys_\"",
        "SUB \"q _sys_ 1      | Permissions Violation for Subscription to \"\\\"q\" using queue \"_sys_\"",
        "PUB $NRG.x 0<CRLF> | Permissions Violation for Publish to \"$NRG.x\"",
        "PUB _GR_.x 0<CRLF> | Permissions Violation for Publish to \"_GR_.x\"",
        "PUB $GR.x 0<CRLF> | Permissions Violation for Publish to \"$GR.x\"",
        "PUB a $JS.ACK.x 0<CRLF> | Permissions Violation for Publish with Reply of \"$JS.ACK.x\"",
        "PUB a _R_.x 0<CRLF> | Permissions Violation for Publish with Reply of \"_R_.x\"",
        "PUB a _GR_.x 0<CRLF> | Permissions Violation for Publish with Reply of \"_GR_.x\"",
      })
  void saysWhatIsWrongAndGoesOn(String operation, String error) {
    try (RawClient client = fixture.client()) {
      client.send(operation.replace("<CRLF>", "\r\n") + "\r\n");
      client.expect("-ERR '" + error + "'\r\n");
      client.expectNothing();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FOO                             | Unknown Protocol Operation",
        "MSG a 1 0                       | Unknown Protocol Operation",
        "PUB a 1048577                   | Maximum Payload Violation",
        "CONNECT {\"protocol\":2}        | invalid client protocol",
        "CONNECT {\"no_responders\":true,\"headers\":false} | no responders requires headers support",
        "CONNECT {\"account\":\"x\"}     | Authorization Violation",
      })
  void saysWhatIsWrongAndCloses(String operation, String error) {
    try (RawClient client = fixture.client()) {
      client.send(operation + "\r\n");
      client.expect("-ERR '" + error + "'\r\n");
      client.expectEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUB a",
        "SUB a",
        "UNSUB 1 2 3",
        "HPUB a 13 12",
        "CONNECT nojson",
        "CONNECT {\"verbose\":\"yes\"}",
        "-ERR 'x'",
        "INFO x"
      })
  void closesWithoutAWord(String operation) {
    try (RawClient client = fixture.client()) {
      client.send(operation + "\r\n");
      client.expectEnd();
    }
  }

  @Test
  void closesWhenHeadersWereNotNegotiated() {
    try (RawClient client = fixture.connect().greet("\"verbose\":false")) {
      client.send("HPUB a 0 0\r\n\r\n");
      client.expectEnd();
    }
  }

  @Test
  void closesOnALongControlLine() {
    try (RawClient client = fixture.client()) {
      client.send("SUB " + "a".repeat(4100));
      client.expect("-ERR 'maximum control line exceeded'\r\n");
      client.expectEnd();
    }
  }

  @Test
  void takesTheLargestPayload() {
    try (RawClient client = fixture.client()) {
      String payload = "x".repeat(1024 * 1024);
      client.send("SUB a 1\r\nPUB a 1048576\r\n" + payload + "\r\n");
      client.expect("MSG a 1 1048576\r\n" + payload + "\r\n");
    }
  }

  @Test
  void checksSubjectsForAPedanticClient() {
    try (RawClient client = fixture.connect().greet("\"verbose\":false,\"pedantic\":true")) {
      client.send("SUB > 1\r\nPUB a.* 1\r\n1\r\nPUB a..b 1\r\n1\r\n");
      client.expect("-ERR 'Invalid Publish Subject'\r\nMSG a.* 1 1\r\n1\r\n");
      client.expect("-ERR 'Invalid Publish Subject'\r\n");
      client.expectNothing();
    }
  }

  @Test
  void takesASecondConnectAndDropsTheSubscriptions() {
    try (RawClient client = fixture.client()) {
      client.send("SUB a 1\r\nCONNECT {\"verbose\":true}\r\nPUB a 0\r\n\r\n");
      client.expect("+OK\r\n+OK\r\n");
      client.expectNothing();
    }
  }

  @Test
  void tellsAClientWhoItIs() {
    try (RawClient client = fixture.client()) {
      client.send("SUB in 1\r\nPUB $SYS.REQ.USER.INFO in 0\r\n\r\n");
      assertThat(client.line()).startsWith("MSG in 1 ");
      assertThat(client.line())
          .startsWith("{\"server\":{\"name\":\"srv\",\"host\":\"127.")
          .contains("\"ver\":\"2.15.1\",\"feature_flags\":{\"js_ack_fc_v2\":false,")
          .contains("\"jetstream\":true,\"flags\":7,\"seq\":1,\"time\":\"")
          .endsWith("\"data\":{\"user\":\"\",\"account\":\"$G\",\"account_name\":\"$G\"}}");
    }
  }

  @Test
  void recordsWhatClientsPublishButNotJetStreamsOwnTraffic() {
    try (RawClient client = fixture.connect()) {
      client.greet("\"verbose\":false,\"name\":\"shop\"");
      client.send("PUB orders 2\r\nhi\r\n");
      client.send("PUB $JS.API.INFO 0\r\n\r\nPUB $JS.ACK.x 0\r\n\r\nPUB $JS.FC.x 0\r\n\r\n");
      client.expectNothing();
      assertThat(fixture.published()).containsExactly("shop orders hi");
    }
  }
}
