package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.inShort;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static dev.jetharness.conformance.consumer.Consumers.replyOf;
import static dev.jetharness.conformance.consumer.Consumers.timeless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.util.List;

/** All that an acknowledgement can say, and what is answered to it. */
class AckBodyContractTest {
  private static final String EXPLICIT = "'ack_policy':'explicit'";
  private static final String ADVISORY = "$JS.EVENT.ADVISORY.CONSUMER.";

  @Contract
  void threeBodiesAreAcknowledgements(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    List<Message> deliveries = deliver(consumers, EXPLICIT, 3);
    consumers.acknowledge(deliveries.get(0), "+ACK");
    consumers.acknowledge(deliveries.get(1), "+OK");
    consumers.acknowledge(deliveries.get(2), "");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 3/3, floor 3/3, 0 pending, 0 redelivered, 0 waiting, 0 left");
  }

  @Contract
  void whatIsUnknownIsConfirmedAndDoesNothing(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Message delivery = deliver(consumers, EXPLICIT, 1).get(0);
    for (String unknown : new String[] {"nonsense", "+ack", "+ACKNOWLEDGED", "+WPI please", " "}) {
      consumers.acknowledge(delivery, unknown);
    }
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 1/1, floor 0/0, 1 pending, 0 redelivered, 0 waiting, 0 left");
  }

  @Contract
  void headersBeforeTheBodyAreNotLookedAt(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Message delivery = deliver(consumers, EXPLICIT, 1).get(0);
    assertThat(consumers.request(replyOf(delivery), "+TERM", "Any", "thing").getData()).isEmpty();
    assertThat(consumers.info("C").number("num_ack_pending")).isZero();
  }

  /** What follows the kind belongs to it, with a blank or without. */
  @Contract
  void naksAndTermsMayGoOn(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    List<Message> deliveries = deliver(consumers, EXPLICIT, 2);
    consumers.acknowledge(deliveries.get(0), "-NAKED");
    consumers.acknowledge(deliveries.get(1), "+TERMINAL");
    Message again = consumers.next("C");
    assertThat(inShort(again)).isEqualTo("s.1");
    assertThat(again.metaData().deliveredCount()).isEqualTo(2);
    assertThat(consumers.info("C").number("num_ack_pending")).isEqualTo(1);
  }

  @Contract
  void aDelayIsADurationOrJson(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    List<Message> deliveries = deliver(consumers, EXPLICIT, 2);
    consumers.acknowledge(deliveries.get(0), "-NAK 1h");
    consumers.acknowledge(deliveries.get(1), "-NAK {\"delay\":3600000000000}");
    Subscription nothing = consumers.pull("C", "{'batch':9,'no_wait':true}");
    assertThat(receive(nothing, 1)).containsExactly("404 No Messages");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 2/2, floor 0/0, 2 pending, 0 redelivered, 0 waiting, 0 left");
    consumers.acknowledge(deliveries.get(1), "-NAK");
    assertThat(inShort(consumers.next("C"))).isEqualTo("s.2");
  }

  @Contract
  void aDelayThatCannotBeReadIsNone(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    List<Message> deliveries = deliver(consumers, EXPLICIT, 3);
    consumers.acknowledge(deliveries.get(2), "-NAK soon");
    consumers.acknowledge(deliveries.get(1), "-NAK {\"delay\":\"1h\"}");
    consumers.acknowledge(deliveries.get(0), "-NAK {\"delay\":1");
    Subscription again = consumers.pull("C", "{'batch':9,'no_wait':true}");
    assertThat(receive(again, 4)).containsExactly("s.3", "s.2", "s.1", "404 No Messages");
  }

  @Contract
  void aDelayThatIsNotSaidOrNegativeIsShort(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    List<Message> deliveries = deliver(consumers, EXPLICIT, 3);
    consumers.acknowledge(deliveries.get(0), "-NAK {}");
    consumers.acknowledge(deliveries.get(1), "-NAK {\"nope\":1}");
    consumers.acknowledge(deliveries.get(2), "-NAK -5s");
    assertThat(receive(consumers.pull("C", "{'batch':3}"), 3))
        .containsExactlyInAnyOrder("s.1", "s.2", "s.3");
  }

  @Contract
  void aReasonIsTrimmed(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Message delivery = deliver(consumers, EXPLICIT, 1).get(0);
    Subscription advisories = consumers.listen(ADVISORY + "MSG_TERMINATED.S.C");
    consumers.acknowledge(delivery, "+TERM    of no use   ");
    assertThat(timeless(receive(advisories, 1).get(0)))
        .isEqualTo(
            "{\"type\":\"io.nats.jetstream.advisory.v1.terminated\",\"id\":\"I\","
                + "\"timestamp\":\"T\",\"stream\":\"S\",\"consumer\":\"C\",\"consumer_seq\":1,"
                + "\"stream_seq\":1,\"deliveries\":1,\"reason\":\"of no use\"}");
  }

  /** A term of what is acknowledged is announced all the same; a nak of it is not. */
  @Contract
  void afterTheAcknowledgementAllIsConfirmed(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    Message delivery = deliver(consumers, EXPLICIT, 2).get(0);
    Subscription advisories = consumers.listen(ADVISORY + ">");
    for (String body : new String[] {"+ACK", "-NAK", "+WPI", "+ACK", "+TERM", "-NAK 1h"}) {
      consumers.acknowledge(delivery, body);
    }
    assertThat(receive(advisories).getSubject()).isEqualTo(ADVISORY + "MSG_TERMINATED.S.C");
    consumers.expectNothing(advisories);
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 2/2, floor 1/1, 1 pending, 0 redelivered, 0 waiting, 0 left");
  }

  @Contract
  void whatIsNotYetDeliveredIsNotConfirmed(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    Message delivery = deliver(consumers, EXPLICIT, 1).get(0);
    for (String body : new String[] {"+ACK", "+TERM", ""}) {
      consumers.expectSilence("$JS.ACK.S.C.1.2.2.0.0", body, delivery);
    }
    for (String body : new String[] {"-NAK", "+WPI", "nonsense"}) {
      assertThat(consumers.request("$JS.ACK.S.C.1.2.2.0.0", body).getData()).isEmpty();
    }
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 1/1, floor 0/0, 1 pending, 0 redelivered, 0 waiting, 1 left");
  }

  /** Message 0 never was; who records an acknowledgement of it confirms it even so. */
  @Contract
  void onlyAnAcknowledgementOfMessageZeroIsConfirmed(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Message delivery = deliver(consumers, EXPLICIT, 1).get(0);
    for (String body : new String[] {"+ACK", "+TERM"}) {
      assertThat(consumers.request("$JS.ACK.S.C.1.0.0.0.0", body).getData()).isEmpty();
    }
    for (String body : new String[] {"-NAK", "+WPI", "nonsense"}) {
      consumers.expectSilence("$JS.ACK.S.C.1.0.0.0.0", body, delivery);
    }
    assertThat(consumers.info("C").number("num_ack_pending")).isEqualTo(1);
  }

  @Contract
  void inAWorkQueueMessageZeroIsNeverConfirmed(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "'retention':'workqueue'").publish("s.1");
    Message delivery = deliver(consumers, EXPLICIT, 1).get(0);
    consumers.expectSilence("$JS.ACK.S.C.1.0.0.0.0", "+ACK", delivery);
    assertThat(consumers.messages()).isEqualTo(1);
  }

  /** The message is found by its stream sequence, whatever else the subject says. */
  @Contract
  void onlyTheStreamSequenceNamesTheMessage(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    deliver(consumers, EXPLICIT, 1);
    assertThat(consumers.request("$JS.ACK.S.C.x.1.77.y.z", "+ACK").getData()).isEmpty();
    assertThat(consumers.info("C").number("num_ack_pending")).isZero();
  }

  @Contract
  void nextTakesAllThatAPullRequestCanSay(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3", "s.4", "s.5", "s.6");
    Message first = deliver(consumers, EXPLICIT, 1).get(0);
    Subscription two = consumers.ask(replyOf(first), "+NXT 2");
    List<Message> deliveries = List.of(receive(two), receive(two));
    Subscription one = consumers.ask(replyOf(deliveries.get(0)), "+NXT");
    assertThat(receive(one, 1)).containsExactly("s.4");
    Subscription rest =
        consumers.ask(replyOf(deliveries.get(1)), "+NXT {\"batch\":9,\"no_wait\":true}");
    assertThat(receive(rest, 3)).containsExactly("s.5", "s.6", "404 No Messages");
    Subscription malformed = consumers.ask(replyOf(deliveries.get(1)), "+NXT {");
    assertThat(receive(malformed, 1))
        .containsExactly("400 Bad Request - unexpected end of JSON input");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 6/6, floor 3/3, 3 pending, 0 redelivered, 0 waiting, 0 left");
  }

  private static List<Message> deliver(Consumers consumers, String members, int messages)
      throws Exception {
    consumers.durable("C", members).isOk();
    return consumers.deliver("C", messages);
  }
}
