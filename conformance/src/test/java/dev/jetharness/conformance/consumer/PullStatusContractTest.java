package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.receive;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.RawClient;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Subscription;

/** Every status that answers a pull request, to the letter, and in which order they are checked. */
class PullStatusContractTest {
  private static final String EXPLICIT = "'ack_policy':'explicit'";

  @Contract
  void limitsAreNamed(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers
        .durable("C", EXPLICIT + ",'max_batch':3,'max_expires':2500000000,'max_bytes':1000")
        .isOk();
    assertStatus(consumers, "{'batch':4}", "409 Exceeded MaxRequestBatch of 3");
    assertStatus(consumers, "4", "409 Exceeded MaxRequestBatch of 3");
    assertStatus(consumers, "{'expires':9000000000}", "409 Exceeded MaxRequestExpires of 2.5s");
    assertStatus(consumers, "{'max_bytes':1001}", "409 Exceeded MaxRequestMaxBytes of 1000");
    assertStatus(
        consumers,
        "{'batch':4,'max_bytes':1001,'expires':9000000000}",
        "409 Exceeded MaxRequestBatch of 3");
    assertStatus(
        consumers,
        "{'batch':4,'expires':100000000,'idle_heartbeat':60000000}",
        "400 Bad Request - heartbeat value too large");
  }

  @Contract
  void durationsAreWrittenAsGoDoes(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    String[][] durations = {
      {"1500000", "1.5ms"},
      {"1234567", "1.234567ms"},
      {"90000000000", "1m30s"},
      {"3600000000000", "1h0m0s"},
      {"1000000000", "1s"}
    };
    for (String[] each : durations) {
      consumers.durable("C", EXPLICIT + ",'max_expires':" + each[0]).isOk();
      assertStatus(
          consumers, "{'expires':7200000000000}", "409 Exceeded MaxRequestExpires of " + each[1]);
    }
  }

  @Contract
  void aHeartbeatNeedsTwiceItsTime(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", EXPLICIT).isOk();
    for (String body :
        new String[] {
          "{'idle_heartbeat':60000000}", "{'expires':1000000000,'idle_heartbeat':500000001}"
        }) {
      assertStatus(consumers, body, "400 Bad Request - heartbeat value too large");
    }
  }

  @Contract
  void onlyBrokenJsonIsRefused(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", EXPLICIT).isOk();
    assertStatus(consumers, "{'batch':", "400 Bad Request - unexpected end of JSON input");
    assertStatus(
        consumers,
        "{'batch':'x'}",
        "400 Bad Request - json: cannot unmarshal string into Go struct field"
            + " .batch of type int");
    assertStatus(
        consumers,
        "{'expires':'1s'}",
        "400 Bad Request - json: cannot unmarshal string into Go struct field"
            + " .expires of type time.Duration");
    consumers.publish("s.1", "s.2", "s.3", "s.4");
    for (String one : new String[] {"hello", "-3", "{'nix':1}", "{'batch':-1}"}) {
      assertThat(receive(consumers.pull("C", one), 1)).as(one).hasSize(1);
    }
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 4/4, floor 0/0, 4 pending, 0 redelivered, 0 waiting, 0 left");
  }

  @Contract
  void aLaterApiIsRefusedBeforeTheBody(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", EXPLICIT).isOk();
    String next = "$JS.API.CONSUMER.MSG.NEXT.S.C";
    for (String level : new String[] {"99", "x"}) {
      assertThat(
              Consumers.inShort(
                  consumers.request(next, "{\"batch\":", "Nats-Required-Api-Level", level)))
          .isEqualTo("412 Required Api Level");
    }
    assertThat(
            Consumers.inShort(
                consumers.request(next, "{\"no_wait\":true}", "Nats-Required-Api-Level", "1")))
        .isEqualTo("404 No Messages");
  }

  @Contract
  void aPushConsumerIsNamedFirst(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "'deliver_subject':'d'").isOk();
    for (String body : new String[] {"", "1", "{'batch':"}) {
      assertStatus(consumers, body, "409 Consumer is push based");
    }
  }

  /** As bytes: a status is nothing but its header block. */
  @Contract
  void theEndsOfRequestsAreExact(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    consumers.durable("C", EXPLICIT).isOk();
    RawClient client = server.raw().connect().send("SUB in 1\r\n").ping();
    pull(client, "{\"batch\":5,\"expires\":200000000}");
    assertThat(client.readMessage()).startsWith("MSG s.1 1 $JS.ACK.S.C.1.1.1.");
    assertThat(client.readMessage())
        .isEqualTo(
            lines(
                "HMSG in 1 81 81",
                "NATS/1.0 408 Request Timeout",
                "Nats-Pending-Messages: 4",
                "Nats-Pending-Bytes: 0"));
    pull(client, "{\"batch\":5,\"no_wait\":true}");
    assertThat(client.readMessage())
        .isEqualTo(lines("HMSG in 1 28 28", "NATS/1.0 404 No Messages"));
    pull(client, "{\"batch\":2,\"expires\":20000000000,\"max_bytes\":500}");
    consumers.awaitWaiting("C", 1);
    consumers.call("CONSUMER.DELETE.S.C", "").isOk();
    assertThat(client.readMessage())
        .isEqualTo(lines("HMSG in 1 33 33", "NATS/1.0 409 Consumer Deleted"));
    pull(client, "");
    assertThat(client.readMessage()).startsWith("HMSG in 1 ").contains("NATS/1.0 503\r\n");
  }

  private static void pull(RawClient client, String body) throws Exception {
    client.send(
        "PUB $JS.API.CONSUMER.MSG.NEXT.S.C in %d\r\n%s\r\n"
            .formatted(body.getBytes(UTF_8).length, body));
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static void assertStatus(Consumers consumers, String body, String status)
      throws Exception {
    Subscription answers = consumers.pull("C", body);
    assertThat(receive(answers, 1)).as(body).containsExactly(status);
    consumers.leave(answers);
  }
}
