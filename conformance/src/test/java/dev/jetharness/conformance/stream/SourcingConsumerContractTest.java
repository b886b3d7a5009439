package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;

/** The consumers by which streams copy others, as far as clients can see them. */
class SourcingConsumerContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String CREATED = "$JS.EVENT.ADVISORY.CONSUMER.CREATED.";
  private static final String DELETED = "$JS.EVENT.ADVISORY.CONSUMER.DELETED.";

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
  void aMirrorAsksForOneThroughTheApi(TestServer server) throws Exception {
    Streams streams = origin(server);
    Subscription requests = listen(server, "$JS.API.CONSUMER.CREATE.>");
    streams.with("M", "'mirror':{'name':'O'}").reaching("M", 2);
    Message request = next(requests);
    assertThat(request.getSubject()).isEqualTo("$JS.API.CONSUMER.CREATE.O");
    assertThat(request.getReplyTo()).matches("\\$JSC\\.R\\.\\w{8}");
    assertThat(request.getHeaders().keySet()).containsExactly("Nats-Required-Api-Level");
    assertThat(request.getHeaders().getFirst("Nats-Required-Api-Level")).isEqualTo("4");
    assertThat(json(request).text())
        .matches(
            Streams.json(
                "\\{'stream_name':'O','config':\\{'name':'JS_MIRROR_\\w{8}','deliver_policy':'all',"
                    + "'ack_policy':'none','ack_wait':79200000000000,'max_deliver':1,"
                    + "'replay_policy':'instant','flow_control':true,"
                    + "'deliver_subject':'\\$JS\\.M\\.\\w{8}','idle_heartbeat':1000000000,"
                    + "'inactive_threshold':10000000000,'num_replicas':0,'direct':true,"
                    + "'sourcing':true,'metadata':\\{'_nats.mirror.acc':'[^']+',"
                    + "'_nats.mirror.stream':'M'}},'action':''}"));
  }

  @Contract
  void aSourceAsksForOneThroughTheApi(TestServer server) throws Exception {
    Streams streams = origin(server);
    Subscription requests = listen(server, "$JS.API.CONSUMER.CREATE.>");
    streams
        .with("S", "'sources':[{'name':'O','filter_subject':'o.*','opt_start_seq':2}]")
        .reaching("S", 1);
    Message request = next(requests);
    assertThat(request.getSubject())
        .matches("\\$JS\\.API\\.CONSUMER\\.CREATE\\.O\\.JS_SRC_\\w{8}\\.o\\.\\*");
    assertThat(request.getHeaders().getFirst("Nats-Required-Api-Level")).isEqualTo("5");
    assertThat(request.getHeaders().getFirst("Nats-Stream-Identity")).isEmpty();
    assertThat(json(request).text())
        .matches(
            Streams.json(
                "\\{'stream_name':'O','config':\\{'name':'JS_SRC_\\w{8}',"
                    + "'deliver_policy':'by_start_sequence','opt_start_seq':2,"
                    + "'ack_policy':'none','ack_wait':79200000000000,'max_deliver':1,"
                    + "'filter_subject':'o.\\*','replay_policy':'instant','flow_control':true,"
                    + "'deliver_subject':'\\$JS\\.S\\.\\w{8}','idle_heartbeat':1000000000,"
                    + "'inactive_threshold':10000000000,'num_replicas':0,'direct':true,"
                    + "'sourcing':true,'metadata':\\{'_nats.src.acc':'[^']+',"
                    + "'_nats.src.stream':'S'}},'action':''}"));
  }

  @Contract
  void itsCreationIsAdvised(TestServer server) throws Exception {
    Streams streams = origin(server);
    Subscription advisories = listen(server, CREATED + ">");
    streams.with("M", "'mirror':{'name':'O'}").reaching("M", 2);
    Message advisory = next(advisories);
    assertThat(advisory.getSubject()).matches("\\Q" + CREATED + "\\EO\\.JS_MIRROR_\\w{8}-\\w{8}");
    assertThat(json(advisory).at("stream")).isEqualTo("O");
    assertThat(json(advisory).at("action")).isEqualTo("create");
  }

  @Contract
  void theServerAuditsItselfToo(TestServer server) throws Exception {
    Streams streams = origin(server);
    streams.with("M", "'mirror':{'name':'O'}");
    Subscription audits = listen(server, "$JS.EVENT.ADVISORY.API");
    streams.reaching("M", 2).with("S", "'sources':[{'name':'O'}]").reaching("S", 2);
    Answer audit = json(next(audits));
    while (!String.valueOf(audit.at("subject")).equals("$JS.API.CONSUMER.CREATE.O")
        || !audit.text().contains("JS_SRC_")) {
      audit = json(next(audits));
    }
    assertThat(Streams.members(audit, "client"))
        .containsExactlyInAnyOrder("start", "id", "acc", "server", "kind");
    assertThat(audit.at("client.kind")).isEqualTo("JetStream");
    assertThat(String.valueOf(audit.at("response"))).contains("\"direct\":true");
  }

  @Contract
  void itDeliversOnASubjectThatAnybodyMayListenTo(TestServer server) throws Exception {
    Streams streams = origin(server);
    streams.with("M", "'mirror':{'name':'O'}").reaching("M", 2);
    Subscription deliveries = listen(server, "$JS.M.*");
    Message beat = next(deliveries);
    assertThat(beat.getSubject()).matches("\\$JS\\.M\\.\\w{8}");
    assertThat(beat.getStatus().getMessageWithCode()).contains("100", "Idle Heartbeat");
  }

  @Contract
  void itIsInNoListButKnownByItsName(TestServer server) throws Exception {
    Streams streams = origin(server);
    Subscription advisories = listen(server, CREATED + ">");
    streams.with("M", "'mirror':{'name':'O'}").reaching("M", 2);
    String name = String.valueOf(json(next(advisories)).at("consumer"));
    assertThat(streams.call("CONSUMER.NAMES.O", "").text())
        .endsWith("\"total\":0,\"offset\":0,\"limit\":1024,\"consumers\":[]}");
    assertThat(streams.call("CONSUMER.LIST.O", "").text()).endsWith("\"consumers\":[]}");
    assertThat(streams.info("O").number("state.consumer_count")).isZero();
    Answer info = streams.call("CONSUMER.INFO.O." + name, "").isOk();
    assertThat(info.at("name")).isEqualTo(name);
    assertThat(info.at("config.name")).isEqualTo(name);
    assertThat(info.at("config.direct")).isEqualTo(true);
    assertThat(info.at("config.sourcing")).isEqualTo(true);
    assertThat(info.number("delivered.stream_seq")).isEqualTo(2);
    assertThat(info.number("ack_floor.stream_seq")).isEqualTo(2);
    assertThat(info.number("num_pending")).isZero();
    assertThat(info.at("push_bound")).isEqualTo(true);
  }

  @Contract
  void theAccountCountsIt(TestServer server) throws Exception {
    Streams streams = origin(server);
    streams
        .with("M", "'mirror':{'name':'O'}")
        .with("S", "'sources':[{'name':'O'}]")
        .reaching("M", 2)
        .reaching("S", 2);
    assertThat(streams.call("INFO", "").number("consumers")).isEqualTo(2);
  }

  @Contract
  void itTakesNoPlaceOfOthers(TestServer server) throws Exception {
    for (String retention : new String[] {"limits", "workqueue"}) {
      Streams streams =
          new Streams(server)
              .with("O", "'subjects':['o.>'],'max_consumers':1,'retention':'" + retention + "'")
              .holding("o.a", "1");
      streams.with("M", "'mirror':{'name':'O'}").reaching("M", 1);
      streams.consumer("O", "c", "'ack_policy':'explicit','filter_subject':'o.c'").isOk();
      streams.holding("o.b", "2").with("N", "'mirror':{'name':'O'}").reaching("N", 2);
      streams
          .consumer("O", "d", "'ack_policy':'explicit','filter_subject':'o.d'")
          .isError(400, 10026, "maximum consumers limit reached");
      streams.delete("M").isOk();
      streams.delete("N").isOk();
      streams.delete("O").isOk();
    }
  }

  @Contract
  void theStreamHasItDeletedInVain(TestServer server) throws Exception {
    Streams streams = origin(server).with("M", "'mirror':{'name':'O'}").reaching("M", 2);
    Subscription requests = listen(server, "$JS.API.CONSUMER.DELETE.>");
    Subscription audits = listen(server, "$JS.EVENT.ADVISORY.API");
    streams.delete("M").isOk();
    Message request = next(requests);
    assertThat(request.getSubject())
        .matches("\\$JS\\.API\\.CONSUMER\\.DELETE\\.O\\.JS_MIRROR_\\w{8}");
    assertThat(request.getData()).isEmpty();
    Answer audit = json(next(audits));
    while (!String.valueOf(audit.at("subject")).contains("CONSUMER.DELETE")) {
      audit = json(next(audits));
    }
    assertThat(audit.at("client.kind")).isEqualTo("Account");
    assertThat(String.valueOf(audit.at("response")))
        .contains("\"err_code\":10014,\"description\":\"consumer not found\"");
  }

  @Contract
  void itEndsWithTheOrigin(TestServer server) throws Exception {
    Streams streams = origin(server).with("M", "'mirror':{'name':'O'}").reaching("M", 2);
    Subscription advisories = listen(server, DELETED + ">");
    streams.delete("O").isOk();
    assertThat(next(advisories).getSubject())
        .matches("\\Q" + DELETED + "\\EO\\.JS_MIRROR_\\w{8}-\\w{8}");
  }

  @Contract
  void aConsumerThatIsDeletedByAClientIsMissedButNotAtOnce(TestServer server) throws Exception {
    Streams streams = origin(server);
    Subscription advisories = listen(server, CREATED + ">");
    streams.with("M", "'mirror':{'name':'O'}").reaching("M", 2);
    String name = String.valueOf(json(next(advisories)).at("consumer"));
    assertThat(streams.call("CONSUMER.DELETE.O." + name, "").text())
        .endsWith("_response\",\"success\":true}");
    Answer info = streams.info("M");
    assertThat(info.at("mirror.error")).isNull();
    assertThat(info.number("mirror.active")).isNotNegative();
  }

  @Contract
  void aConsumerMadeForItMustAcknowledgeByFlowControl(TestServer server) throws Exception {
    Streams streams = origin(server);
    streams.consumer("O", "push", "'ack_policy':'explicit','deliver_subject':'d'").isOk();
    streams.consumer("O", "pull", "'ack_policy':'explicit'").isOk();
    streams
        .with("M", "'mirror':{'name':'O','consumer':{'name':'push','deliver_subject':'d'}}")
        .with("S", "'sources':[{'name':'O','consumer':{'name':'pull','deliver_subject':'e'}}]");
    Await.until("the mirror knows", () -> streams.info("M").at("mirror.error.code") != null);
    Await.until("the source knows", () -> streams.info("S").at("sources.0.error.code") != null);
    assertThat(streams.info("M").text())
        .contains(
            "\"mirror\":{\"name\":\"O\",\"lag\":0,\"active\":-1,\"error\":{\"code\":400,"
                + "\"err_code\":10214,\"description\":"
                + "\"stream mirror consumer requires flow control ack policy\"}}");
    assertThat(streams.info("S").text())
        .contains(
            "\"sources\":[{\"name\":\"O\",\"lag\":0,\"active\":-1,\"error\":{\"code\":400,"
                + "\"err_code\":10217,\"description\":"
                + "\"stream source consumer requires flow control ack policy\"}}]");
  }

  @Contract
  void aConsumerThatIsNotThereDoesNotAnswer(TestServer server) throws Exception {
    Streams streams = origin(server);
    Subscription requests = listen(server, "$JS.API.CONSUMER.RESET.>");
    streams.with("M", "'mirror':{'name':'O','consumer':{'name':'c','deliver_subject':'d'}}");
    Message request = next(requests);
    assertThat(request.getSubject()).isEqualTo("$JS.API.CONSUMER.RESET.O.c");
    assertThat(request.getData()).isEmpty();
    assertThat(streams.info("M").text())
        .contains("\"mirror\":{\"name\":\"O\",\"lag\":0,\"active\":-1},\"ts\"");
  }

  @Contract
  void aClientMayMakeAConsumerThatIsInNoList(TestServer server) throws Exception {
    Streams streams = origin(server);
    Subscription deliveries = listen(server, "d");
    String create = "{'stream_name':'O','config':{'name':'c','deliver_subject':'d','direct':true}}";
    Message created = streams.request("$JS.API.CONSUMER.CREATE.O.c", Streams.json(create));
    assertThat(created.getHeaders().getFirst("Nats-Stream-Identity"))
        .isEqualTo(SourceContractTest.identity(streams, "O"));
    assertThat(json(created).isOk().at("config.direct")).isEqualTo(true);
    assertThat(next(deliveries).getReplyTo()).startsWith("$JS.ACK.O.c.1.1.1.");
    assertThat(streams.call("CONSUMER.NAMES.O", "").number("total")).isZero();
    assertThat(streams.call("CONSUMER.INFO.O.c", "").isOk().at("name")).isEqualTo("c");
    streams
        .call("CONSUMER.CREATE.O.p", create.replace("'c','deliver_subject':'d'", "'p'"))
        .isError(400, 10090, "consumer direct requires a push based consumer");
    streams
        .call("CONSUMER.CREATE.O.c", create.replace("'name':'c'", "'durable_name':'c'"))
        .isError(400, 10091, "consumer direct requires an ephemeral consumer");
  }

  @Contract
  void anIdentityThatIsNotTheStreamsIsRefused(TestServer server) throws Exception {
    Streams streams = origin(server);
    String identity = SourceContractTest.identity(streams, "O");
    String create =
        "{'stream_name':'O','config':{'name':'c','deliver_subject':'d','direct':true,'sourcing':true}}";
    streams
        .call("CONSUMER.CREATE.O.c", create, "Nats-Stream-Identity", "another0")
        .isError(400, 10225, "consumer's stream identity does not match: " + identity);
    streams.call("CONSUMER.CREATE.O.c", create, "Nats-Stream-Identity", identity).isOk();
  }
}
