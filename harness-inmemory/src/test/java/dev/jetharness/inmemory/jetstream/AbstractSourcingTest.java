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
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Streams that copy each other, in an engine whose time the test advances. */
abstract class AbstractSourcingTest {
  private static final String INBOX = "_INBOX.1";
  private static final String CREATE = "$JS.API.CONSUMER.CREATE.O";

  final Sequencer sequencer = new Sequencer();
  final RecordingAccount account = new RecordingAccount(sequencer);
  final ManualTime time = new ManualTime(sequencer);
  final TrafficRecorder traffic = new TrafficRecorder();
  final JetStreamEngine engine =
      JetStreamEngine.start(
          new EngineContext(account, sequencer, time.clock(), time, traffic, new BatchQuotas()),
          new Topology("one", "", 1));

  final void origin(String more) {
    create("O", "\"subjects\":[\"o\"]" + more);
  }

  final void mirror() {
    create("M", "\"mirror\":{\"name\":\"O\"}");
  }

  final void source(String name, String more) {
    create(name, "\"sources\":[{\"name\":\"O\"}]" + more);
  }

  final void create(String stream, String members) {
    assertThat(ask("STREAM.CREATE." + stream, "{\"name\":\"" + stream + "\"," + members + '}'))
        .contains("\"did_create\":true");
  }

  final void publish(String... payloads) {
    for (String payload : payloads) {
      account.send("o", null, payload);
    }
  }

  /** Publishes many messages in one event. */
  final void publish(int count) {
    Message message = new Message("o", null, Message.EMPTY, "x".getBytes(UTF_8));
    sequencer.run(
        () -> {
          for (int i = 0; i < count; i++) {
            account.publish(message);
          }
        });
  }

  final void advance(int seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  /** Runs what is due by now. */
  final void settle() {
    time.advance(Duration.ZERO);
  }

  /** How many consumers of the origin were asked for. */
  final int requests() {
    return account.sentTo(CREATE).size();
  }

  final String info(String stream) {
    return ask("STREAM.INFO." + stream, "");
  }

  final String names(String stream) {
    Matcher name =
        Pattern.compile("\"consumers\":\\[\"([^\"]+)\"]")
            .matcher(ask("CONSUMER.NAMES." + stream, ""));
    assertThat(name.find()).isTrue();
    return name.group(1);
  }

  final long lastSequence(String stream) {
    Matcher last = Pattern.compile("\"last_seq\":(\\d+)").matcher(info(stream));
    assertThat(last.find()).isTrue();
    return Long.parseLong(last.group(1));
  }

  /** What a stream holds, as sequences and payloads. */
  final List<String> contents(String stream) {
    return LongStream.rangeClosed(1, lastSequence(stream))
        .mapToObj(each -> message(stream, each))
        .filter(each -> !each.isEmpty())
        .toList();
  }

  final String message(String stream, long sequence) {
    Matcher data =
        Pattern.compile("\"data\":\"([^\"]+)\"")
            .matcher(ask("STREAM.MSG.GET." + stream, "{\"seq\":" + sequence + '}'));
    return data.find()
        ? sequence + ":" + new String(Base64.getDecoder().decode(data.group(1)), UTF_8)
        : "";
  }

  final String ask(String operation, String body) {
    account.send("$JS.API." + operation, INBOX, body);
    List<Sent> answers = account.sentTo(INBOX);
    return answers.get(answers.size() - 1).text();
  }
}
