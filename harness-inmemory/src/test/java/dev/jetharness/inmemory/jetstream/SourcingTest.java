package dev.jetharness.inmemory.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.bus.RecordingAccount;
import dev.jetharness.inmemory.bus.RecordingAccount.Sent;
import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.time.ManualTime;
import dev.jetharness.inmemory.time.Sequencer;
import dev.jetharness.traffic.TrafficEvent;
import dev.jetharness.traffic.TrafficRecorder;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Mirrors and sources over time: what is retried when, and what it costs. */
class SourcingTest {
  private static final String INBOX = "_INBOX.1";
  private static final String CREATE = "$JS.API.CONSUMER.CREATE.O";

  private final Sequencer sequencer = new Sequencer();
  private final RecordingAccount account = new RecordingAccount(sequencer);
  private final ManualTime time = new ManualTime(sequencer);
  private final TrafficRecorder traffic = new TrafficRecorder();
  private final JetStreamEngine engine =
      JetStreamEngine.start(
          new EngineContext(account, sequencer, time.clock(), time, traffic),
          new Topology("one", "", 1));

  @Test
  void aMissingOriginIsAskedForAfterPausesThatGrow() {
    mirror();
    assertThat(requests()).isEqualTo(1);
    assertThat(info("M")).contains("\"active\":-1,\"error\":{\"code\":404,\"err_code\":10059");

    int failures = 1;
    for (int pause : new int[] {12, 22, 32, 42, 52, 62, 72, 82, 92, 102, 112, 122, 122, 122}) {
      advance(pause - 1);
      assertThat(requests()).isEqualTo(failures);
      advance(1);
      assertThat(requests()).isEqualTo(++failures);
    }
  }

  @Test
  void anOriginThatComesIsCopiedAtTheNextAttempt() {
    mirror();
    source("S", "");
    origin("");
    publish("1", "2");
    advance(11);
    assertThat(lastSequence("M")).isZero();

    advance(1);
    assertThat(lastSequence("M")).isEqualTo(2);
    assertThat(lastSequence("S")).isEqualTo(2);
    assertThat(info("M")).contains("\"mirror\":{\"name\":\"O\",\"lag\":0,\"active\":0}");
  }

  @Test
  void aFailureIsForgottenWithTheFirstSuccess() {
    mirror();
    origin("");
    advance(12);
    ask("STREAM.DELETE.O", "");
    advance(10);
    assertThat(requests()).isEqualTo(3);
    advance(11);
    assertThat(requests()).isEqualTo(3);
    advance(1);
    assertThat(requests()).isEqualTo(4);
  }

  @Test
  void whoeverIsHeardOfIsNotAskedForAgain() {
    origin("");
    mirror();
    source("S", "");
    advance(3600);

    assertThat(requests()).isEqualTo(2);
    assertThat(info("M")).contains("\"mirror\":{\"name\":\"O\",\"lag\":0,\"active\":0}");
  }

  @Test
  void activeIsTheTimeSinceSomethingWasHeard() {
    origin("");
    mirror();
    time.advance(Duration.ofMillis(1700));
    assertThat(info("M")).contains("\"active\":700000000}");
  }

  @Test
  void aMirrorOfAnOriginThatWasCreatedAnewGoesOnAfterWhatItHas() {
    origin("");
    publish("1", "2");
    mirror();
    ask("STREAM.DELETE.O", "");
    origin("");
    publish("A", "B", "C");
    advance(9);
    assertThat(lastSequence("M")).isEqualTo(2);

    advance(1);
    assertThat(contents("M")).containsExactly("1:1", "2:2", "3:C");
  }

  @Test
  void aSourceThatWasCreatedAnewIsCopiedFromItsBeginning() {
    origin("");
    publish("1", "2");
    source("S", "");
    ask("STREAM.DELETE.O", "");
    advance(1);
    origin("");
    publish("A");
    advance(9);
    // The first request learned that it is another stream, and the second is throttled.
    assertThat(info("S")).contains("\"sources\":[{\"name\":\"O\",\"lag\":0,\"active\":10000000000}]");
    advance(2);

    assertThat(contents("S")).containsExactly("1:1", "2:2", "3:A");
    assertThat(info("S")).contains("\"lag\":0,\"seq\":1,\"active\":");
  }

  @Test
  void anOriginThatDoesNotAnswerIsAskedAgainAndNothingIsTold() {
    create("M", "\"mirror\":{\"name\":\"O\",\"external\":{\"api\":\"far.API\",\"deliver\":\"\"}}");
    assertThat(account.sentTo("far.API.CONSUMER.CREATE.O")).hasSize(1);
    advance(30);
    assertThat(info("M")).contains("\"lag\":0,\"active\":-1}");
    advance(9);
    assertThat(account.sentTo("far.API.CONSUMER.CREATE.O")).hasSize(1);
    advance(1);
    assertThat(account.sentTo("far.API.CONSUMER.CREATE.O")).hasSize(2);
  }

  @Test
  void aConsumerThatIsNotThereIsMissedSooner() {
    origin("");
    create("M", "\"mirror\":{\"name\":\"O\",\"consumer\":{\"name\":\"c\",\"deliver_subject\":\"d\"}}");
    String subject = "$JS.API.CONSUMER.RESET.O.c";
    assertThat(account.sentTo(subject)).hasSize(1);
    advance(14);
    assertThat(account.sentTo(subject)).hasSize(1);
    advance(1);
    assertThat(account.sentTo(subject)).hasSize(2);
  }

  @Test
  void whatAWorkQueueDeliveredIsAcknowledgedWhenItIsQuiet() {
    origin(",\"retention\":\"workqueue\"");
    source("S", "");
    publish("1", "2");
    assertThat(lastSequence("S")).isEqualTo(2);
    assertThat(info("O")).contains("\"messages\":2");

    advance(1);
    assertThat(info("O")).contains("\"messages\":0");
  }

  @Test
  void aWorkQueueDoesNotStopAtItsMostUnacknowledgedMessages() {
    origin(",\"retention\":\"workqueue\"");
    publish(2500);
    source("S", "");
    settle();

    assertThat(lastSequence("S")).isEqualTo(2500);
    assertThat(info("O")).contains("\"messages\":500");
    advance(1);
    assertThat(info("O")).contains("\"messages\":0");
  }

  @Test
  void aWorkQueueKeepsWhatDoesNotFitElsewhere() {
    origin(",\"retention\":\"workqueue\"");
    publish("1", "2", "3", "4");
    source("S", ",\"discard\":\"new\",\"max_msgs\":2");
    advance(30);
    assertThat(contents("S")).containsExactly("1:1", "2:2");
    assertThat(info("O")).contains("\"messages\":4");
    ask("STREAM.PURGE.S", "");
    advance(5);

    assertThat(contents("S")).containsExactly("3:3", "4:4");
    assertThat(info("O")).contains("\"messages\":0");
  }

  /** The new consumer begins after what was copied, whether it was acknowledged or not. */
  @Test
  void aWorkQueueIsCopiedOnceEvenIfTheConsumerWasLost() {
    origin(",\"retention\":\"workqueue\"");
    source("S", "");
    publish("1");
    advance(1);
    publish("2", "3");
    ask("CONSUMER.DELETE.O." + names("O"), "");
    advance(12);
    publish("4");

    assertThat(contents("S")).containsExactly("1:1", "2:2", "3:3", "4:4");
    advance(1);
    assertThat(contents("O")).containsExactly("2:2", "3:3");
  }

  @Test
  void aSourceTriesAgainWhatDidNotFit() {
    origin("");
    publish("1", "2", "3", "4");
    source("S", ",\"discard\":\"new\",\"max_msgs\":2");
    assertThat(info("S")).contains("\"lag\":0,\"seq\":2,");
    advance(20);
    assertThat(requests()).isEqualTo(11);
    ask("STREAM.PURGE.S", "");
    advance(2);

    assertThat(contents("S")).containsExactly("3:3", "4:4");
  }

  @Test
  void aMirrorThatWasFullOnceNeverGoesOn() {
    origin("");
    publish("1", "2", "3", "4");
    create("M", "\"mirror\":{\"name\":\"O\"},\"discard\":\"new\",\"max_msgs\":2");
    ask("STREAM.PURGE.M", "");
    advance(60);
    publish("5");
    advance(60);

    assertThat(contents("M")).isEmpty();
  }

  @Test
  void aLargeOriginIsCopiedInManyEvents() {
    origin("");
    publish(10_000);
    mirror();
    assertThat(lastSequence("M")).isPositive().isLessThan(2000);
    create("N", "\"mirror\":{\"name\":\"M\"}");
    settle();

    assertThat(lastSequence("M")).isEqualTo(10_000);
    assertThat(lastSequence("N")).isEqualTo(10_000);
  }

  @Test
  void whatIsCopiedIsRecordedAsStoredAndNotAsDelivered() {
    origin("");
    mirror();
    source("S", "");
    publish("1");

    assertThat(traffic.events().stream().filter(TrafficEvent.Stored.class::isInstance))
        .extracting(event -> ((TrafficEvent.Stored) event).stream())
        .containsExactlyInAnyOrder("O", "M", "S");
    assertThat(traffic.events()).noneMatch(TrafficEvent.Delivered.class::isInstance);
  }

  @Test
  void itsConsumerOutlivesAMirrorForAWhile() {
    origin("");
    mirror();
    account.listen("$JS.EVENT.ADVISORY.CONSUMER.DELETED.>");
    ask("STREAM.DELETE.M", "");
    assertThat(ask("INFO", "")).contains("\"consumers\":1,");
    advance(10);

    assertThat(ask("INFO", "")).contains("\"consumers\":0,");
    assertThat(account.sent())
        .anyMatch(
            each -> each.destination().startsWith("$JS.EVENT.ADVISORY.CONSUMER.DELETED.O.JS_MIRROR_"));
  }

  @Test
  void nothingIsLeftOfStreamsThatAreDeleted() {
    int timers = time.waiting();
    List<String> subscriptions = account.subscriptions();
    origin("");
    mirror();
    source("S", "");
    create("T", "\"sources\":[{\"name\":\"none\"},{\"name\":\"O\"}]");
    publish("1");
    for (String stream : List.of("M", "S", "T", "O")) {
      ask("STREAM.DELETE." + stream, "");
    }

    assertThat(account.subscriptions()).isEqualTo(subscriptions);
    assertThat(time.waiting()).isEqualTo(timers);
  }

  @Test
  void nothingIsLeftAfterAReset() {
    int timers = time.waiting();
    List<String> subscriptions = account.subscriptions();
    origin(",\"retention\":\"interest\"");
    mirror();
    create("T", "\"sources\":[{\"name\":\"none\"},{\"name\":\"O\"}]");
    engine.reset();

    assertThat(account.subscriptions()).isEqualTo(subscriptions);
    assertThat(time.waiting()).isEqualTo(timers);
  }

  @Test
  void aMirrorThatBecomesAStreamOfItsOwnAsksNoMore() {
    mirror();
    ask("STREAM.UPDATE.M", "{\"name\":\"M\",\"subjects\":[\"m\"]}");
    advance(3600);

    assertThat(requests()).isEqualTo(1);
  }

  private void origin(String more) {
    create("O", "\"subjects\":[\"o\"]" + more);
  }

  private void mirror() {
    create("M", "\"mirror\":{\"name\":\"O\"}");
  }

  private void source(String name, String more) {
    create(name, "\"sources\":[{\"name\":\"O\"}]" + more);
  }

  private void create(String stream, String members) {
    assertThat(ask("STREAM.CREATE." + stream, "{\"name\":\"" + stream + "\"," + members + '}'))
        .contains("\"did_create\":true");
  }

  private void publish(String... payloads) {
    for (String payload : payloads) {
      account.send("o", null, payload);
    }
  }

  /** Publishes many messages in one event. */
  private void publish(int count) {
    Message message = new Message("o", null, Message.EMPTY, "x".getBytes(UTF_8));
    sequencer.run(
        () -> {
          for (int i = 0; i < count; i++) {
            account.publish(message);
          }
        });
  }

  private void advance(int seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  /** Runs what is due by now. */
  private void settle() {
    time.advance(Duration.ZERO);
  }

  /** How many consumers of the origin were asked for. */
  private int requests() {
    return account.sentTo(CREATE).size();
  }

  private String info(String stream) {
    return ask("STREAM.INFO." + stream, "");
  }

  private String names(String stream) {
    Matcher name =
        Pattern.compile("\"consumers\":\\[\"([^\"]+)\"]")
            .matcher(ask("CONSUMER.NAMES." + stream, ""));
    assertThat(name.find()).isTrue();
    return name.group(1);
  }

  private long lastSequence(String stream) {
    Matcher last = Pattern.compile("\"last_seq\":(\\d+)").matcher(info(stream));
    assertThat(last.find()).isTrue();
    return Long.parseLong(last.group(1));
  }

  /** What a stream holds, as sequences and payloads. */
  private List<String> contents(String stream) {
    return java.util.stream.LongStream.rangeClosed(1, lastSequence(stream))
        .mapToObj(each -> message(stream, each))
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private String message(String stream, long sequence) {
    Matcher data =
        Pattern.compile("\"data\":\"([^\"]+)\"")
            .matcher(ask("STREAM.MSG.GET." + stream, "{\"seq\":" + sequence + '}'));
    return data.find()
        ? sequence + ":" + new String(java.util.Base64.getDecoder().decode(data.group(1)), UTF_8)
        : "";
  }

  private String ask(String operation, String body) {
    account.send("$JS.API." + operation, INBOX, body);
    List<Sent> answers = account.sentTo(INBOX);
    return answers.get(answers.size() - 1).text();
  }
}
