package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Configured;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.Pull;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;

/** A server whose JetStream has a domain. */
class DomainContractTest {
  private static final String HUB = "jetstream { $STORE, domain: hub }";
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static String ask(TestServer server, String subject) throws Exception {
    Message answer = server.connection().request(subject, new byte[0], LIMIT);
    assertThat(answer).as(subject).isNotNull();
    return new String(answer.getData(), UTF_8);
  }

  @Contract
  @Configured(HUB)
  void theDomainIsTold(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    assertThat(streams.call("INFO", "").at("domain")).isEqualTo("hub");
    assertThat(streams.create("S", "'subjects':['s']").isOk().at("domain")).isNull();
    assertThat(streams.info("S").at("domain")).isEqualTo("hub");
    assertThat(streams.update("S", "'subjects':['s'],'max_msgs':5").isOk().at("domain"))
        .isEqualTo("hub");
    assertThat(streams.call("STREAM.LIST", "").at("streams.0.domain")).isEqualTo("hub");
    assertThat(streams.publish("s", "x").text())
        .isEqualTo("{\"stream\":\"S\",\"domain\":\"hub\",\"seq\":1}");
  }

  @Contract
  @Configured(HUB)
  void theApiIsReachedThroughTheDomainToo(TestServer server) throws Exception {
    new Streams(server).with("S", "'subjects':['s']").holding("s", "x");
    assertThat(new Answer(ask(server, "$JS.hub.API.INFO")).number("streams")).isEqualTo(1);
    assertThat(new Answer(ask(server, "$JS.hub.API.STREAM.INFO.S")).at("config.name"))
        .isEqualTo("S");
    assertThat(new Answer(ask(server, "$JS.hub.API.STREAM.NAMES")).number("total")).isEqualTo(1);
    JetStreamManagement management =
        server.connection().jetStreamManagement(JetStreamOptions.builder().domain("hub").build());
    assertThat(management.getStreamInfo("S").getStreamState().getMsgCount()).isEqualTo(1);
    assertThat(management.getMessage("S", 1).getData()).isEqualTo("x".getBytes(UTF_8));
  }

  @Contract
  @Configured(HUB)
  void anotherDomainHasNobody(TestServer server) throws Exception {
    Message none = server.connection().request("$JS.far.API.INFO", new byte[0], LIMIT);
    assertThat(none).isNull();
  }

  @Contract
  @Configured(HUB)
  void aDeliveryIsAcknowledgedWithinTheDomain(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s']").holding("s", "x");
    streams.consumer("S", "C", "'ack_policy':'explicit'").isOk();
    Message message = streams.next("S", "C");
    assertThat(message.metaData().getStream()).isEqualTo("S");
    assertThat(message.getReplyTo()).startsWith("$JS.ACK.");
    streams.acknowledge(message, "+ACK");
    server.connection().flush(LIMIT);
    assertThat(new Answer(ask(server, "$JS.API.CONSUMER.INFO.S.C")).number("num_ack_pending"))
        .isZero();
  }

  @Contract
  @Configured(HUB)
  void advisoriesTellTheDomain(TestServer server) throws Exception {
    Subscription advisories = server.connection().subscribe("$JS.EVENT.ADVISORY.STREAM.CREATED.>");
    server.connection().flush(LIMIT);
    new Streams(server).with("S", "");
    assertThat(new Answer(text(advisories)).at("domain")).isEqualTo("hub");
  }

  @Contract
  @Configured(HUB)
  void advisoriesOfBatchesAndGroupsTellTheDomainInBetween(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s'],'allow_atomic':true");
    Subscription abandoned =
        server.connection().subscribe("$JS.EVENT.ADVISORY.STREAM.BATCH_ABANDONED.S");
    Subscription pinned = server.connection().subscribe("$JS.EVENT.ADVISORY.CONSUMER.PINNED.S.C");
    server.connection().flush(LIMIT);
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.add("s");
    batch.at(3).add("s");
    assertThat(text(abandoned))
        .endsWith("\"stream\":\"S\",\"domain\":\"hub\",\"batch\":\"b\",\"reason\":\"incomplete\"}");
    String groups =
        "'ack_policy':'explicit','priority_policy':'pinned_client','priority_groups':['A'],"
            + "'priority_timeout':60000000000";
    streams.consumer("S", "C", groups).isOk();
    streams.publish("s", "x").isOk();
    Pull.request(
        server.connection(), "S", "C", "{\"batch\":1,\"group\":\"A\",\"expires\":60000000000}");
    assertThat(text(pinned))
        .contains("\"consumer\":\"C\",\"domain\":\"hub\",\"group\":\"A\",\"pinned_id\":");
  }

  private static String text(Subscription advisories) throws Exception {
    Message advisory = advisories.nextMessage(LIMIT);
    assertThat(advisory).isNotNull();
    return new String(advisory.getData(), UTF_8);
  }
}
