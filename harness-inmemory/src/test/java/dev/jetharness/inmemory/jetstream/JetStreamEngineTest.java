package dev.jetharness.inmemory.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.bus.RecordingAccount;
import dev.jetharness.inmemory.bus.RecordingAccount.Sent;
import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.stream.BatchQuotas;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.time.ManualTime;
import dev.jetharness.inmemory.time.Sequencer;
import dev.jetharness.traffic.TrafficRecorder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JetStreamEngineTest {
  private static final String INBOX = "_INBOX.1";

  private final Sequencer sequencer = new Sequencer();
  private final RecordingAccount account = new RecordingAccount(sequencer);
  private final ManualTime time = new ManualTime(sequencer);
  private final JetStreamEngine engine =
      JetStreamEngine.start(
          new EngineContext(
              account, sequencer, time.clock(), time, new TrafficRecorder(), new BatchQuotas()),
          new Topology("one", "", 1));

  @Test
  void aRequestIsAnsweredWithATypedEnvelope() {
    assertThat(ask("STREAM.NAMES", ""))
        .isEqualTo(
            "{\"type\":\"io.nats.jetstream.api.v1.stream_names_response\","
                + "\"total\":0,\"offset\":0,\"limit\":1024,\"streams\":null}");
  }

  @Test
  void theErrorFollowsTheTypeAndNumbersThatAreAlwaysThereFollowIt() {
    assertThat(ask("STREAM.PURGE.none", ""))
        .isEqualTo(
            "{\"type\":\"io.nats.jetstream.api.v1.stream_purge_response\","
                + "\"error\":{\"code\":404,\"err_code\":10059,"
                + "\"description\":\"stream not found\"},\"purged\":0}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FOO",
        "STREAM.INFO",
        "STREAM.INFO.a.b",
        "STREAM.CREATE",
        "META.LEADER.STEPDOWN",
        "ACCOUNT.PURGE.x",
        "CONSUMER.RESET.S.none"
      })
  void unknownOperationsAreHeardButNotAnswered(String operation) {
    assertThat(account.send("$JS.API." + operation, INBOX, "")).isTrue();
    assertThat(account.sentTo(INBOX)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$JS.API.CONSUMER.MSG.NEXT.S.none",
        "$JS.API.CONSUMER.MSG.NEXT.S",
        "$JS.API.DIRECT.GET.none",
        "$JS.API.DIRECT.GET.S",
        "$JS.API.DIRECT.GET.S.s.a",
        "$JS.API.DIRECT.GET",
        "$JS.ACK.S.none.1.1.1.1.1",
        "$JS.ACK.S.unacknowledged.1.1.1.1.1",
        "$JS.ACK.S.c.1.1.1",
        "$JS.FC.S.none.1"
      })
  void nobodyHearsWhatIsForAMissingConsumerOrStream(String subject) {
    create("S", "");
    ask("CONSUMER.CREATE.S.unacknowledged", consumer("unacknowledged", ""));

    assertThat(account.send(subject, INBOX, "")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"6", "x", "-x"})
  void aNewerApiThanThisIsRefused(String level) {
    String headers = "NATS/1.0\r\nNats-Required-Api-Level: " + level + "\r\n\r\n";
    account.send(new Message("$JS.API.INFO", INBOX, headers.getBytes(UTF_8), Message.EMPTY), null);

    assertThat(answer()).contains("\"code\":412,\"err_code\":10185");
  }

  @Test
  void requestsAndErrorsAreCountedButMessagesThatAreRead() {
    create("S", "");
    account.send("s.a", null, "x");
    ask("STREAM.INFO.none", "");
    ask("STREAM.MSG.GET.S", "{\"seq\":1}");
    ask("STREAM.MSG.DELETE.S", "{\"seq\":9}");

    assertThat(ask("INFO", "")).contains("\"api\":{\"level\":5,\"total\":3,\"errors\":1}");
  }

  @Test
  void theAuditIsPublishedIfSomebodyListens() {
    ask("STREAM.NAMES", "");
    assertThat(account.sentTo("$JS.EVENT.ADVISORY.API")).isEmpty();

    account.listen("$JS.EVENT.ADVISORY.API");
    ask("STREAM.NAMES", "garbage");

    assertThat(account.sentTo("$JS.EVENT.ADVISORY.API"))
        .singleElement()
        .extracting(Sent::text)
        .asString()
        .contains("\"server\":\"one\"", "\"subject\":\"$JS.API.STREAM.NAMES\"")
        .contains("\"request\":\"garbage\"", "\"response\":\"{\\\"type\\\":");
  }

  @Test
  void streamsComeChangeAndGoWithAnAdvisory() {
    create("S", "");
    ask("STREAM.UPDATE.S", "{\"name\":\"S\",\"subjects\":[\"t.>\"]}");
    ask("STREAM.DELETE.S", "");

    assertThat(account.sent())
        .extracting(Sent::destination)
        .filteredOn(subject -> subject.startsWith("$JS.EVENT"))
        .containsExactly(
            "$JS.EVENT.ADVISORY.STREAM.CREATED.S",
            "$JS.EVENT.ADVISORY.STREAM.UPDATED.S",
            "$JS.EVENT.ADVISORY.STREAM.DELETED.S");
  }

  @Test
  void aConsumerDeliversAfterTheAnswerToItsCreation() {
    create("S", "");
    account.send("s.a", null, "x");
    account.listen("deliver");
    ask("CONSUMER.CREATE.S.push", consumer("push", ",\"deliver_subject\":\"deliver\""));

    assertThat(account.sent())
        .extracting(Sent::destination)
        .filteredOn(subject -> subject.equals(INBOX) || subject.equals("deliver"))
        .endsWith(INBOX, "deliver");
    assertThat(answer()).contains("\"num_pending\":1", "\"delivered\":{\"consumer_seq\":0");
  }

  @Test
  void aStreamThatDoesNotSayHasRoomForAThousandConsumers() {
    create("S", "");
    create("T", ",\"max_consumers\":1001");
    for (int i = 0; i < 1000; i++) {
      ask("CONSUMER.CREATE.S.c" + i, consumer("S", "c" + i, ""));
      ask("CONSUMER.CREATE.T.c" + i, consumer("T", "c" + i, ""));
    }

    assertThat(ask("CONSUMER.CREATE.S.more", consumer("S", "more", ""))).contains("10026");
    assertThat(ask("CONSUMER.CREATE.T.more", consumer("T", "more", ""))).doesNotContain("error");
  }

  @Test
  void namesComeInPages() {
    for (int i = 0; i < 300; i++) {
      create("S%03d".formatted(i), "");
    }

    assertThat(ask("STREAM.LIST", "{\"offset\":298}"))
        .contains("\"total\":300,\"offset\":298,\"limit\":256", "S298", "S299")
        .doesNotContain("S297");
    assertThat(ask("STREAM.NAMES", "{\"offset\":999}")).contains("\"offset\":300", ":null");
  }

  @Test
  void resetForgetsEverythingAndAnswersWhoWaits() {
    create("S", "");
    ask("CONSUMER.CREATE.S.c", consumer("c", ",\"ack_policy\":\"explicit\""));
    account.listen("_INBOX.pull");
    account.send("$JS.API.CONSUMER.MSG.NEXT.S.c", "_INBOX.pull", "{\"expires\":60000000000}");

    engine.reset();

    assertThat(account.sentTo("_INBOX.pull"))
        .extracting(Sent::headers)
        .containsExactly("NATS/1.0 409 Consumer Deleted\r\n\r\n");
    assertThat(account.send("s.a", null, "x")).isFalse();
    assertThat(ask("INFO", "")).contains("\"streams\":0,\"consumers\":0", "\"total\":0");
  }

  @Test
  void aResetIsNeitherCountedNorAudited() {
    create("S", "");
    ask("CONSUMER.CREATE.S.c", consumer("c", ""));
    account.listen("$JS.EVENT.ADVISORY.API");

    assertThat(ask("CONSUMER.RESET.S.c", "")).endsWith(",\"reset_seq\":1}");
    assertThat(ask("CONSUMER.RESET.S.c", "x")).endsWith("},\"reset_seq\":0}");
    assertThat(account.sentTo("$JS.EVENT.ADVISORY.API")).isEmpty();
    assertThat(ask("INFO", "")).contains("\"total\":2,\"errors\":0");
  }

  /** Creates a stream, on subjects of its own unless there is more to say. */
  private void create(String stream, String more) {
    String subjects = stream.equals("S") ? ",\"subjects\":[\"s.>\"]" : "";
    String body = "{\"name\":\"" + stream + '"' + subjects + more + '}';
    assertThat(ask("STREAM.CREATE." + stream, body)).contains("\"did_create\":true");
  }

  private static String consumer(String name, String more) {
    return consumer("S", name, more);
  }

  private static String consumer(String stream, String name, String more) {
    return "{\"stream_name\":\"%s\",\"config\":{\"durable_name\":\"%s\"%s}}"
        .formatted(stream, name, more);
  }

  private String ask(String operation, String body) {
    account.send("$JS.API." + operation, INBOX, body);
    return answer();
  }

  private String answer() {
    List<Sent> answers = account.sentTo(INBOX);
    return answers.get(answers.size() - 1).text();
  }
}
