package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.answer;
import static dev.jetharness.conformance.consumer.Consumers.json;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static dev.jetharness.conformance.consumer.Consumers.replyOf;
import static dev.jetharness.conformance.consumer.Consumers.timeless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;

/** Metrics of acknowledgements ({@code sample_freq}). */
class AckSamplingContractTest {
  private static final String METRICS = "$JS.EVENT.METRIC.CONSUMER.ACK.S.*";
  private static final String EXPLICIT = "'ack_policy':'explicit'";

  @Contract
  void anAcknowledgementIsMeasured(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription metrics = consumers.listen(METRICS);
    consumers.durable("C", EXPLICIT + ",'sample_freq':'100%'").isOk();
    consumers.acknowledge(consumers.next("C"), "+ACK");
    Message metric = receive(metrics);
    assertThat(metric.getSubject()).isEqualTo("$JS.EVENT.METRIC.CONSUMER.ACK.S.C");
    assertThat(answer(metric).number("ack_time")).isPositive();
    assertThat(timeless(answer(metric).text()).replaceAll("_time\":[0-9N]+", "_time\":N"))
        .isEqualTo(
            json(
                "{'type':'io.nats.jetstream.metric.v1.consumer_ack','id':'I','timestamp':'T',"
                    + "'stream':'S','consumer':'C','consumer_seq':1,'stream_seq':1,"
                    + "'ack_time':N,'deliveries':1}"));
  }

  @Contract
  void aRedeliveryIsMeasuredWithItsNumber(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription metrics = consumers.listen(METRICS);
    consumers.durable("C", EXPLICIT + ",'sample_freq':'100'").isOk();
    consumers.acknowledge(consumers.next("C"), "-NAK");
    consumers.acknowledge(consumers.next("C"), "");
    Answer metric = answer(receive(metrics));
    assertThat(metric.number("consumer_seq")).isEqualTo(2);
    assertThat(metric.number("deliveries")).isEqualTo(2);
  }

  @Contract
  void askingForTheNextMessageIsAnAcknowledgement(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    Subscription metrics = consumers.listen(METRICS);
    consumers.durable("C", EXPLICIT + ",'sample_freq':'100'").isOk();
    assertThat(consumers.request(replyOf(consumers.next("C")), "+NXT").getSubject())
        .isEqualTo("s.2");
    assertThat(answer(receive(metrics)).number("stream_seq")).isEqualTo(1);
  }

  @Contract
  void neitherTermsNorSecondAcknowledgementsAreMeasured(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    Subscription metrics = consumers.listen(METRICS);
    consumers.durable("C", EXPLICIT + ",'sample_freq':'100'").isOk();
    Message first = consumers.next("C");
    consumers.acknowledge(first, "+TERM");
    consumers.acknowledge(first, "+ACK");
    consumers.acknowledge(consumers.next("C"), "+WPI");
    consumers.acknowledge(consumers.next("C"), "+ACK");
    assertThat(answer(receive(metrics)).number("stream_seq")).isEqualTo(3);
  }

  @Contract
  void onlyWithAckPolicyExplicitAnythingIsMeasured(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription metrics = consumers.listen(METRICS);
    consumers.durable("A", "'ack_policy':'all','sample_freq':'100'").isOk();
    consumers.acknowledge(consumers.next("A"), "+ACK");
    consumers.durable("C", EXPLICIT + ",'sample_freq':'100'").isOk();
    consumers.acknowledge(consumers.next("C"), "+ACK");
    assertThat(answer(receive(metrics)).at("consumer")).isEqualTo("C");
  }

  @Contract
  void withoutAFrequencyNothingIsMeasured(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription metrics = consumers.listen(METRICS);
    consumers.durable("N", EXPLICIT).isOk();
    consumers.acknowledge(consumers.next("N"), "+ACK");
    consumers.durable("Z", EXPLICIT + ",'sample_freq':'0%'").isOk();
    consumers.acknowledge(consumers.next("Z"), "+ACK");
    consumers.durable("C", EXPLICIT + ",'sample_freq':'1000'").isOk();
    consumers.acknowledge(consumers.next("C"), "+ACK");
    assertThat(answer(receive(metrics)).at("consumer")).isEqualTo("C");
  }

  /** The server takes over another frequency, but none at all it does not understand. */
  @Contract
  void anUpdateToNoFrequencyGoesOnMeasuring(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    Subscription metrics = consumers.listen(METRICS);
    consumers.durable("C", EXPLICIT + ",'sample_freq':'100'").isOk();
    assertThat(consumers.durable("C", EXPLICIT).at("config.sample_freq")).isNull();
    consumers.acknowledge(consumers.next("C"), "+ACK");
    assertThat(answer(receive(metrics)).number("stream_seq")).isEqualTo(1);
    consumers.durable("C", EXPLICIT + ",'sample_freq':'0'").isOk();
    consumers.acknowledge(consumers.next("C"), "+ACK");
    consumers.durable("C", EXPLICIT + ",'sample_freq':'100'").isOk();
    consumers.acknowledge(consumers.next("C"), "+ACK");
    assertThat(answer(receive(metrics)).number("stream_seq")).isEqualTo(3);
  }

  @Contract
  void ofAFrequencyThatIsTooLargeTheLowerHalfCounts(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription metrics = consumers.listen(METRICS);
    consumers.durable("Z", EXPLICIT + ",'sample_freq':'4294967296'").isOk();
    consumers.acknowledge(consumers.next("Z"), "+ACK");
    consumers.durable("C", EXPLICIT + ",'sample_freq':'4294967396'").isOk();
    consumers.acknowledge(consumers.next("C"), "+ACK");
    assertThat(answer(receive(metrics)).at("consumer")).isEqualTo("C");
  }
}
