package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.RawClient;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code republish} publishes after a message was stored (ADR-28). */
class RepublishContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Pattern TIME = Pattern.compile("(Nats-Time-Stamp: )[^\r]*");

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

  private static String text(Message message) {
    return message.getSubject() + ":" + new String(message.getData(), UTF_8);
  }

  @Contract
  void theMessageIsPublishedWithWhereItIsStored(TestServer server) throws Exception {
    Streams streams =
        new Streams(server).with("S", "'subjects':['s.*'],'republish':{'src':'s.*','dest':'r.$1'}");
    RawClient client = server.raw().connect().send("SUB r.* 1\r\n").ping();
    streams.publish("s.a", "payload").isOk();
    Object time = streams.get("S", "{'seq':1}").at("message.time");
    String headers =
        "NATS/1.0\r\nNats-Stream: S\r\nNats-Subject: s.a\r\nNats-Sequence: 1\r\n"
            + "Nats-Time-Stamp: "
            + time
            + "\r\nNats-Last-Sequence: 0\r\n\r\n";
    assertThat(client.readMessage())
        .isEqualTo(
            "HMSG r.a 1 %d %d\r\n%spayload"
                .formatted(headers.length(), headers.length() + 7, headers));
  }

  @Contract
  void theHeadersFollowThoseThatAreThere(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'republish':{'src':'S','dest':'r'}");
    RawClient client = server.raw().connect().send("SUB r 1\r\n").ping();
    streams.publish("S", "x", "Nats-Stream", "mine", "Color", "red").isOk();
    Matcher time = TIME.matcher(client.readMessage());
    assertThat(time.replaceAll("$1now"))
        .endsWith(
            "\r\nNATS/1.0\r\nNats-Stream:mine\r\nColor:red\r\nNats-Stream: S\r\nNats-Subject: S\r\n"
                + "Nats-Sequence: 1\r\nNats-Time-Stamp: now\r\nNats-Last-Sequence: 0\r\n\r\nx");
  }

  @Contract
  void onlyHeadersTellHowLongThePayloadWas(TestServer server) throws Exception {
    Streams streams =
        new Streams(server).with("S", "'republish':{'src':'S','dest':'r','headers_only':true}");
    RawClient client = server.raw().connect().send("SUB r 1\r\n").ping();
    streams.publish("S", "12345").isOk();
    Matcher time = TIME.matcher(client.readMessage());
    assertThat(time.replaceAll("$1now"))
        .endsWith(
            block(
                "Nats-Sequence: 1",
                "Nats-Time-Stamp: now",
                "Nats-Last-Sequence: 0",
                "Nats-Msg-Size: 5"));
    streams.publish("S", "", "Color", "red").isOk();
    assertThat(TIME.matcher(client.readMessage()).replaceAll("$1now"))
        .endsWith("Nats-Last-Sequence: 1\r\nNats-Msg-Size: 0\r\n\r\n");
  }

  @Contract
  void theLastSequenceIsThatOfTheSubject(TestServer server) throws Exception {
    Streams streams =
        new Streams(server).with("S", "'subjects':['s.*'],'republish':{'src':'s.*','dest':'r.$1'}");
    Subscription republished = listen(server, "r.*");
    streams.holding("s.a", "1").holding("s.b", "2").holding("s.a", "3").holding("s.a", "4");
    for (String last : new String[] {"0", "0", "1", "3"}) {
      assertThat(next(republished).getHeaders().getFirst("Nats-Last-Sequence")).isEqualTo(last);
    }
    streams.purge("S", "{'filter':'s.a'}").isOk();
    streams.holding("s.a", "5");
    assertThat(next(republished).getHeaders().getFirst("Nats-Last-Sequence")).isEqualTo("0");
  }

  @Contract
  void itIsPublishedBeforeThePublisherIsAnswered(TestServer server) throws Exception {
    new Streams(server).with("S", "'republish':{'src':'S','dest':'r'}");
    RawClient client = server.raw().connect().send("SUB r 1\r\nSUB in.* 2\r\n").ping();
    StringBuilder messages = new StringBuilder();
    for (int i = 1; i <= 20; i++) {
      messages.append("PUB S in.").append(i).append(" 1\r\nx\r\n");
    }
    client.send(messages.toString());
    for (int i = 1; i <= 20; i++) {
      assertThat(client.readMessage()).startsWith("HMSG r 1 ").contains("Nats-Sequence: " + i);
      assertThat(client.readMessage()).startsWith("MSG in." + i + " 2 ");
    }
  }

  @Contract
  void whatTheSourceDoesNotMatchIsNotPublished(TestServer server) throws Exception {
    Streams streams =
        new Streams(server).with("S", "'subjects':['s.>'],'republish':{'src':'s.*','dest':'r.$1'}");
    Subscription republished = listen(server, "r.>");
    streams.holding("s.a.b", "1").holding("s.c", "2");
    assertThat(text(next(republished))).isEqualTo("r.c:2");
  }

  @Contract
  void anEmptySourceIsAll(TestServer server) throws Exception {
    Streams streams =
        new Streams(server).with("S", "'subjects':['s.*'],'republish':{'dest':'r.>'}");
    assertThat(streams.info("S").text())
        .contains("\"republish\":{\"src\":\"\\u003e\",\"dest\":\"r.\\u003e\"}");
    Subscription republished = listen(server, "r.>");
    streams.holding("s.a", "1");
    assertThat(text(next(republished))).isEqualTo("r.s.a:1");
  }

  @Contract
  void anEmptyDestinationPublishesNothing(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'republish':{'src':'S','dest':''}");
    assertThat(streams.info("S").text()).contains("\"republish\":{\"src\":\"S\",\"dest\":\"\"}");
    RawClient client = server.raw().connect().send("SUB > 1\r\n").ping();
    client.send("PUB S in 1\r\nx\r\n");
    assertThat(client.readMessage()).isEqualTo("MSG S 1 in 1\r\nx");
    assertThat(client.readMessage()).startsWith("MSG in 1 ");
  }

  @Contract
  void whatCouldNotBePublishedIsNot(TestServer server) throws Exception {
    new Streams(server).with("S", "'republish':{'src':'S','dest':'r s'}");
    RawClient client = server.raw().connect().send("SUB > 1\r\n").ping();
    client.send("PUB S in 1\r\nx\r\n");
    assertThat(client.readMessage()).isEqualTo("MSG S 1 in 1\r\nx");
    // The answer would come after what is published again.
    assertThat(client.readMessage()).startsWith("MSG in 1 ");
  }

  /** An update takes an empty destination for all, which only suits a source that is all. */
  @Contract
  void anUpdateDoesNotLeaveTheDestinationEmpty(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'republish':{'src':'S','dest':''}");
    streams
        .update("S", "'republish':{'src':'S','dest':''}")
        .isError(500, 10069, "stream configuration for republish from 'S' to '>': invalid subject");
    assertThat(streams.update("S", "'republish':{'dest':''}").isOk().text())
        .contains("\"republish\":{\"src\":\"\\u003e\",\"dest\":\"\\u003e\"}");
  }

  @Contract
  void theStoredSubjectIsTheOneThatIsMapped(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with(
                "S",
                """
                'subjects':['s.*'],'subject_transform':{'src':'s.*','dest':'x.$1'},
                'republish':{'src':'x.*','dest':'r.$1'}
                """);
    Subscription republished = listen(server, "r.*");
    streams.holding("s.a", "1");
    Message message = next(republished);
    assertThat(text(message)).isEqualTo("r.a:1");
    assertThat(message.getHeaders().getFirst("Nats-Subject")).isEqualTo("x.a");
  }

  @Contract
  void neitherDuplicatesNorRefusedMessagesArePublished(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'republish':{'src':'S','dest':'r'}");
    Subscription republished = listen(server, "r");
    streams.publish("S", "1", "Nats-Msg-Id", "id").isOk();
    streams.publish("S", "2", "Nats-Msg-Id", "id").isOk();
    streams.publish("S", "3", "Nats-Expected-Stream", "T");
    streams.holding("S", "4");
    assertThat(text(next(republished))).isEqualTo("r:1");
    assertThat(text(next(republished))).isEqualTo("r:4");
  }

  @Contract
  void whatNobodyIsInterestedInIsNotPublished(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with(
                "S",
                """
                'subjects':['s.*'],'retention':'interest','republish':{'src':'s.*','dest':'r.$1'}
                """);
    streams.consumer("S", "c", "'filter_subject':'s.b','ack_policy':'explicit'").isOk();
    Subscription republished = listen(server, "r.*");
    streams.holding("s.a", "1").holding("s.b", "2");
    assertThat(text(next(republished))).isEqualTo("r.b:2");
  }

  @Contract
  void otherStreamsStoreWhatIsPublished(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("S", "'subjects':['s.*'],'republish':{'src':'s.*','dest':'t.$1'}")
            .with("T", "'subjects':['t.*'],'republish':{'src':'t.*','dest':'u.$1'}")
            .with("U", "'subjects':['u.*']");
    streams.publish("s.a", "1", "Color", "red").isOk();
    Await.until("it went through", () -> streams.messages("U") == 1);
    assertThat(streams.contents("U")).containsExactly("1:u.a:1");
    String headers = Streams.headerBlock(streams.get("U", "{'seq':1}"));
    assertThat(TIME.matcher(headers).replaceAll("$1then"))
        .isEqualTo(
            block(
                "NATS/1.0",
                "Color:red",
                "Nats-Stream: S",
                "Nats-Subject: s.a",
                "Nats-Sequence: 1",
                "Nats-Time-Stamp: then",
                "Nats-Last-Sequence: 0",
                "Nats-Stream: T",
                "Nats-Subject: t.a",
                "Nats-Sequence: 1",
                "Nats-Time-Stamp: then",
                "Nats-Last-Sequence: 0"));
  }

  @Contract
  void headersForTheServerCountAgainWhereItIsStored(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("S", "'republish':{'src':'S','dest':'t'}")
            .with("T", "'subjects':['t','last']");
    streams.publish("S", "1", "Nats-Expected-Stream", "S").isOk();
    streams.publish("S", "2", "Nats-Msg-Id", "a").isOk();
    Await.until("the second message is stored", () -> streams.messages("T") == 1);
    assertThat(streams.publish("last", "3", "Nats-Msg-Id", "a").text())
        .isEqualTo("{\"stream\":\"T\",\"seq\":1,\"duplicate\": true}");
  }

  @Contract
  void aRollupIsPublishedToo(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("S", "'allow_rollup_hdrs':true,'republish':{'src':'S','dest':'r'}")
            .holding("S", "1", "2");
    Subscription republished = listen(server, "r");
    streams.publish("S", "3", "Nats-Rollup", "sub").isOk();
    Message message = next(republished);
    assertThat(message.getHeaders().getFirst("Nats-Last-Sequence")).isEqualTo("2");
    assertThat(message.getHeaders().getFirst("Nats-Rollup")).isEqualTo("sub");
  }

  @Contract
  void anUpdateAddsChangesAndRemovesIt(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    Subscription republished = listen(server, "r.*");
    streams.holding("S", "1");
    streams.update("S", "'republish':{'src':'S','dest':'r.a'}").isOk();
    streams.holding("S", "2");
    streams.update("S", "'republish':{'src':'S','dest':'r.b','headers_only':true}").isOk();
    streams.holding("S", "3");
    streams.update("S", "").isOk();
    streams.holding("S", "4");
    streams.update("S", "'republish':{'src':'S','dest':'r.c'}").isOk();
    streams.holding("S", "5");
    assertThat(text(next(republished))).isEqualTo("r.a:2");
    assertThat(text(next(republished))).isEqualTo("r.b:");
    assertThat(text(next(republished))).isEqualTo("r.c:5");
  }

  @Contract
  void aStreamMustNotTakeWhatItPublishesItself(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.*']");
    String cycle = "stream configuration for republish destination forms a cycle";
    streams
        .create("T", "'subjects':['t.*'],'republish':{'src':'t.a','dest':'t.b'}")
        .isError(500, 10052, cycle);
    streams
        .update("S", "'subjects':['s.*'],'republish':{'src':'s.*','dest':'s.$1'}")
        .isError(500, 10052, cycle);
  }

  @Contract
  void aMappingThatCannotBeIsRefused(TestServer server) throws Exception {
    new Streams(server)
        .create("S", "'subjects':['s.*'],'republish':{'src':'s.*','dest':'r.>'}")
        .isError(
            500,
            10052,
            "stream configuration for republish with transform from 's.*' to 'r.>' not valid");
  }

  /** From all to all means what the subject transform makes of the stream's only subject. */
  @Contract
  void allToAllFollowsTheSubjectTransform(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    streams.with(
        "S",
        """
        'subjects':['s.a'],'subject_transform':{'src':'s.a','dest':'x.a'},'republish':{'dest':'>'}
        """);
    assertThat(streams.info("S").text())
        .contains("\"republish\":{\"src\":\"x.a\",\"dest\":\"x.a\"}");
    Subscription republished = listen(server, "x.*");
    streams.holding("s.a", "1");
    assertThat(text(next(republished))).isEqualTo("x.a:1");
  }

  /** Two streams that publish into each other never come to rest, but the server stays there. */
  @Contract
  void aCircleOfStreamsDoesNotStopTheServer(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("S", "'storage':'memory','max_msgs':10,'republish':{'src':'S','dest':'T'}")
            .with("T", "'storage':'memory','max_msgs':10,'republish':{'src':'T','dest':'S'}");
    server.connection().publish("S", new byte[0]);
    Await.until("it goes round", () -> streams.info("S").number("state.last_seq") > 100);
    streams.delete("T").isOk();
    long last = streams.publish("S", "end").number("seq");
    assertThat(streams.info("S").number("state.last_seq")).isGreaterThanOrEqualTo(last);
  }

  /** Header lines, and the line that ends them. */
  private static String block(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }
}
