package dev.jetharness.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.RawClient;
import dev.jetharness.conformance.support.TestServer;

/** How operations are written, and which mistakes close the connection. */
class OperationsContractTest {

  @Contract
  void operationsAreReadWithoutCaseAndWithAnyBlanks(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("sub  foo\t1\r\npUb foo   2\r\nhi\r\nPiNg\r\n");
    assertThat(client.readMessage()).isEqualTo("MSG foo 1 2\r\nhi");
    assertThat(client.readLine()).isEqualTo("PONG");
  }

  @Contract
  void aControlLineMayEndWithALineFeedAlone(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo 1\nPUB foo 2\nhi\r\n");
    assertThat(client.readMessage()).isEqualTo("MSG foo 1 2\r\nhi");
  }

  @Contract
  void aMessageMayArriveByteByByte(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    for (char c :
        "SUB foo 1\r\nHPUB foo re.ply 18 20\r\nNATS/1.0\r\na: b\r\n\r\nhi\r\n".toCharArray()) {
      client.send(String.valueOf(c));
    }
    assertThat(client.readMessage())
        .isEqualTo("HMSG foo 1 re.ply 18 20\r\nNATS/1.0\r\na: b\r\n\r\nhi");
  }

  @Contract
  void manyOperationsMayArriveAtOnce(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo 1\r\n" + "PUB foo 1\r\nx\r\n".repeat(500) + "PING\r\n");
    for (int i = 0; i < 500; i++) {
      assertThat(client.readMessage()).isEqualTo("MSG foo 1 1\r\nx");
    }
    assertThat(client.readLine()).isEqualTo("PONG");
  }

  @Contract
  void anEmptyPayloadIsAMessage(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo 1\r\nPUB foo 0\r\n\r\n");
    assertThat(client.readMessage()).isEqualTo("MSG foo 1 0\r\n");
  }

  @Contract
  void aPayloadMayHoldAnyBytes(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo 1\r\nPUB foo 12\r\n\r\nPING\r\n\0\u0001x\r\r\n");
    assertThat(client.readMessage()).isEqualTo("MSG foo 1 12\r\n\r\nPING\r\n\0\u0001x\r");
  }

  @Contract
  void theReplySubjectIsPassedOn(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo 1\r\nPUB foo back.to.me 2\r\nhi\r\n");
    assertThat(client.readMessage()).isEqualTo("MSG foo 1 back.to.me 2\r\nhi");
  }

  @Contract
  void pingIsAnsweredWithPong(TestServer server) throws Exception {
    server.raw().connect().ping().ping().ping();
  }

  @Contract
  void infoOkAndPongFromAClientAreIgnored(TestServer server) throws Exception {
    server.raw().connect().send("INFO {}\r\n+OK\r\nPONG\r\n").ping();
  }

  @Contract
  void anUnknownOperationClosesTheConnection(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("FOO bar\r\n");
    assertThat(client.readToEnd()).isEqualTo("-ERR 'Unknown Protocol Operation'\r\n");
  }

  @Contract
  void aPayloadLongerThanItsSizeClosesTheConnection(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("PUB foo 2\r\nhiX\r\n");
    assertThat(client.readToEnd()).isEqualTo("-ERR 'Unknown Protocol Operation'\r\n");
  }

  @Contract
  void aPublishAboveTheLimitIsRefusedBeforeItsPayloadArrives(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("PUB foo 1048577\r\n");
    assertThat(client.readToEnd()).isEqualTo("-ERR 'Maximum Payload Violation'\r\n");
  }

  @Contract
  void aPublishAtTheLimitIsDelivered(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo 1\r\nPUB foo 1048576\r\n" + "x".repeat(1048576) + "\r\n");
    assertThat(client.readMessage()).startsWith("MSG foo 1 1048576\r\nxxx").hasSize(19 + 1048576);
  }

  @Contract
  void headersCountTowardsTheLimit(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("HPUB foo 12 1048577\r\n");
    assertThat(client.readToEnd()).isEqualTo("-ERR 'Maximum Payload Violation'\r\n");
  }

  @Contract
  void anOverlongControlLineClosesTheConnection(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("PUB " + "a".repeat(5000) + " 2\r\n");
    assertThat(client.readToEnd()).isEqualTo("-ERR 'maximum control line exceeded'\r\n");
  }

  @Contract
  void aPublishWithoutANumberClosesTheConnection(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("PUB foo x\r\n");
    assertThat(client.readToEnd()).isEmpty();
  }

  @Contract
  void aPublishWithTooManyArgumentsClosesTheConnection(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("PUB a b c 1\r\n");
    assertThat(client.readToEnd()).isEmpty();
  }

  @Contract
  void aNegativeSizeClosesTheConnection(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("PUB foo -1\r\n");
    assertThat(client.readToEnd()).isEmpty();
  }

  @Contract
  void headersLargerThanTheMessageCloseTheConnection(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("HPUB foo 20 10\r\n");
    assertThat(client.readToEnd()).isEmpty();
  }

  @Contract
  void aSubscriptionWithoutAnIdClosesTheConnection(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo\r\n");
    assertThat(client.readToEnd()).isEmpty();
  }

  @Contract
  void anUnsubscribeWithoutAnIdClosesTheConnection(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("UNSUB\r\n");
    assertThat(client.readToEnd()).isEqualTo("-ERR 'Unknown Protocol Operation'\r\n");
  }

  @Contract
  void anErrorFromAClientClosesTheConnection(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("-ERR foo\r\n");
    assertThat(client.readToEnd()).isEmpty();
  }

  @Contract
  void headersWithoutHavingAgreedOnThemCloseTheConnection(TestServer server) throws Exception {
    RawClient client = server.raw();
    client.connect("\"verbose\":false").ping();
    client.send("HPUB foo 12 14\r\nNATS/1.0\r\n\r\nhi\r\n");
    assertThat(client.readToEnd()).isEmpty();
  }

  @Contract
  void aClientWithoutHeadersGetsThePayloadAlone(TestServer server) throws Exception {
    RawClient plain = server.raw();
    plain.connect("\"verbose\":false").ping();
    plain.send("SUB foo 1\r\n").ping();
    server.raw().connect().send("HPUB foo 12 14\r\nNATS/1.0\r\n\r\nhi\r\n").ping();
    assertThat(plain.readMessage()).isEqualTo("MSG foo 1 2\r\nhi");
  }

  @Contract
  void pedanticReportsAWildcardInAPublishSubjectAndStillDeliversIt(TestServer server)
      throws Exception {
    RawClient client = server.raw();
    client.connect("\"verbose\":false,\"pedantic\":true").ping();
    client.send("SUB foo.* 1\r\nPUB foo.* 2\r\nhi\r\n");
    assertThat(client.readLine()).isEqualTo("-ERR 'Invalid Publish Subject'");
    assertThat(client.readMessage()).isEqualTo("MSG foo.* 1 2\r\nhi");
  }

  @Contract
  void withoutPedanticAWildcardInAPublishSubjectIsALiteral(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo.> 1\r\nPUB foo.* 2\r\nhi\r\n");
    assertThat(client.readMessage()).isEqualTo("MSG foo.* 1 2\r\nhi");
  }

  @Contract
  void aReplyToAnAcknowledgementSubjectIsAViolation(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("PUB foo $JS.ACK.x 2\r\nhi\r\n");
    assertThat(client.readLine())
        .isEqualTo("-ERR 'Permissions Violation for Publish with Reply of \"$JS.ACK.x\"'");
    client.ping();
  }

  @Contract
  void publishingToTheRaftSubjectsIsAViolation(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("PUB $NRG.x 2\r\nhi\r\n");
    assertThat(client.readLine())
        .isEqualTo("-ERR 'Permissions Violation for Publish to \"$NRG.x\"'");
    client.ping();
  }

  @Contract
  void subscribingInTheSystemQueueIsAViolation(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo _sys_ 1\r\n");
    assertThat(client.readLine())
        .isEqualTo(
            "-ERR 'Permissions Violation for Subscription to \"foo\" using queue \"_sys_\"'");
    client.ping();
  }
}
