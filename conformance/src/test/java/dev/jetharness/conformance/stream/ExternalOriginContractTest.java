package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;

/** Origins that are asked under a prefix of their own, in another account or domain. */
class ExternalOriginContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static Subscription listen(TestServer server, String subject) throws Exception {
    Subscription subscription = server.connection().subscribe(subject);
    server.connection().flush(LIMIT);
    return subscription;
  }

  private static Message next(Subscription subscription) throws Exception {
    Message message = subscription.nextMessage(LIMIT);
    assertThat(message).isNotNull();
    return message;
  }

  private static Answer json(Message message) {
    return new Answer(new String(message.getData(), UTF_8));
  }

  private static Streams origin(TestServer server) throws Exception {
    return new Streams(server).with("O", "'subjects':['o.>']").holding("o.a", "1", "2");
  }

  @Contract
  void anOriginElsewhereIsAskedUnderItsPrefix(TestServer server) throws Exception {
    Streams streams = origin(server);
    Subscription requests = listen(server, "$JS.hub.API.>");
    Answer created =
        streams
            .create("M", "'mirror':{'name':'O','external':{'api':'$JS.hub.API','deliver':'to.m'}}")
            .isOk();
    assertThat(created.text())
        .contains(
            "\"mirror\":{\"name\":\"O\",\"external\":{\"api\":\"$JS.hub.API\",\"deliver\":\"to.m\"},"
                + "\"lag\":0,\"active\":-1},\"ts\"");
    Message request = next(requests);
    assertThat(request.getSubject()).isEqualTo("$JS.hub.API.CONSUMER.CREATE.O");
    assertThat(String.valueOf(json(request).at("config.deliver_subject")))
        .matches("to\\.m\\.M\\.\\w{8}");
    assertThat(streams.info("M").at("mirror.error")).isNull();
    assertThat(streams.info("M").number("mirror.active")).isEqualTo(-1);
  }

  /** Whoever forwards requests makes an origin of any place; here, of this one. */
  @Contract
  void anOriginElsewhereMayAnswer(TestServer server) throws Exception {
    Streams streams = origin(server);
    Subscription requests = listen(server, "api.>");
    streams.with("S", "'sources':[{'name':'O','external':{'api':'api','deliver':'far'}}]");
    Message request = next(requests);
    server
        .connection()
        .publish(
            "$JS.API" + request.getSubject().substring("api".length()),
            request.getReplyTo(),
            request.getHeaders(),
            request.getData());
    streams.reaching("S", 2);
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':2}")))
        .isEqualTo(
            "NATS/1.0\r\nNats-Stream-Source: O:K8KYuBGV 2 > > o.a "
                + SourceContractTest.identity(streams, "O")
                + "\r\n\r\n");
    assertThat(streams.info("S").text())
        .containsPattern(
            "\"external\":\\{\"api\":\"api\",\"deliver\":\"far\"},\"lag\":0,\"seq\":2,\"active\":\\d+}]");
  }
}
