package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.answer;
import static dev.jetharness.conformance.consumer.Consumers.inShort;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static dev.jetharness.conformance.consumer.Consumers.replyOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.security.MessageDigest;

/** The two forms of the subjects of acknowledgements and of answers to flow control. */
class AckSubjectContractTest {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  @Contract
  void anAcknowledgementMayNameDomainAndAccount(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    String prefix = "$JS.ACK._." + accountHash(consumers) + ".S.C.";
    for (int i = 0; i < 3; i++) {
      assertThat(replyOf(consumers.next("C"))).startsWith("$JS.ACK.S.C.");
    }
    assertThat(inShort(consumers.request(prefix + "1.1.1.0.0", "+ACK"))).isEmpty();
    assertThat(inShort(consumers.request(prefix + "1.2.2.0.0.more", ""))).isEmpty();
    assertThat(inShort(consumers.request(prefix + "1.3.3.0.0.even.more", "+TERM"))).isEmpty();
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 3/3, floor 3/3, 0 pending, 0 redelivered, 0 waiting, 0 left");
  }

  @Contract
  void nobodyListensToOtherForms(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    consumers.next("C");
    String hash = accountHash(consumers);
    for (String subject :
        new String[] {
          "$JS.ACK.S.C.1.1.1.0",
          "$JS.ACK.S.C.1.1.1.0.0.0",
          "$JS.ACK.S.none.1.1.1.0.0",
          "$JS.ACK._." + hash + ".S.C.1.1.1.0",
          "$JS.ACK._." + hash + ".S.none.1.1.1.0.0",
          "$JS.ACK._.otherAcc.S.C.1.1.1.0.0",
          "$JS.ACK.domain." + hash + ".S.C.1.1.1.0.0",
        }) {
      Message refused = consumers.request(subject, "+ACK");
      assertThat(refused.isStatusMessage()).as(subject).isTrue();
      assertThat(refused.getStatus().getCode()).as(subject).isEqualTo(503);
      assertThat(refused.getHeaders().getFirst("Nats-Subject")).isEqualTo(subject);
    }
    assertThat(consumers.info("C").number("num_ack_pending")).isEqualTo(1);
  }

  @Contract
  void flowControlListensToBothForms(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers
        .durable("C", "'deliver_subject':'d','flow_control':true,'idle_heartbeat':5000000000")
        .isOk();
    Subscription answers = consumers.listen("answers");
    String hash = accountHash(consumers);
    String silent = "$JS.FC.S.C.none,$JS.FC._." + hash + ".S.C.none,";
    String unheard =
        "$JS.FC.S.C.none.more,$JS.FC._.%s.S.C.none.more,$JS.FC.domain.%s.S.C.none"
            .formatted(hash, hash);
    for (String subject : (silent + unheard).split(",", -1)) {
      server.connection().publish(subject, "answers", new byte[0]);
    }
    for (String subject : unheard.split(",", -1)) {
      assertThat(receive(answers).getHeaders().getFirst("Nats-Subject")).isEqualTo(subject);
    }
    consumers.expectNothing(answers);
  }

  @Contract
  void afterItsDeletionNobodyListens(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    Message delivery = consumers.next("C");
    consumers.call("CONSUMER.DELETE.S.C", "").isOk();
    assertThat(consumers.request(replyOf(delivery), "+ACK").getStatus().getCode()).isEqualTo(503);
  }

  /** The server's short name of the account that the contract's clients belong to. */
  private static String accountHash(Consumers consumers) throws Exception {
    Object account = answer(consumers.request("$SYS.REQ.USER.INFO", "")).at("data.account");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(String.valueOf(account).getBytes(UTF_8));
    StringBuilder hash = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      hash.append(DIGITS.charAt((digest[i] & 0xff) % DIGITS.length()));
    }
    return hash.toString();
  }
}
