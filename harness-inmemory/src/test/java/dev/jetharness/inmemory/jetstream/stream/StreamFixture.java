package dev.jetharness.inmemory.jetstream.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.bus.RecordingAccount;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.time.ManualTime;
import dev.jetharness.inmemory.time.Sequencer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** A stream without a broker: a test publishes into it and reads its answers. */
final class StreamFixture {
  static final String NO_ANSWER = "";

  final Sequencer sequencer = new Sequencer();
  final RecordingAccount account = new RecordingAccount(sequencer);
  final ManualTime time = new ManualTime(sequencer);
  final RecordedTraffic traffic = new RecordedTraffic();
  final EngineContext context =
      new EngineContext(account, sequencer, time.clock(), time, traffic, new BatchQuotas());
  final Stream stream;
  private int published;

  StreamFixture(ConfigBuilder config) {
    stream = sequencer.call(() -> new Stream(context, config.build()));
  }

  /** Publishes text with headers given as {@code Name: value} and returns the stream's answer. */
  String publish(String subject, String text, String... headers) {
    String reply = "answer." + published++;
    account.send(message(subject, reply, text, headers), null);
    List<RecordingAccount.Sent> answers = account.sentTo(reply);
    return answers.isEmpty() ? NO_ANSWER : answers.get(0).text();
  }

  /** Publishes one message on each subject. */
  void publishEach(String... subjects) {
    for (String subject : subjects) {
      publish(subject, "x");
    }
  }

  static Message message(String subject, String reply, String text, String... headers) {
    return new Message(subject, reply, block(headers), text.getBytes(UTF_8));
  }

  static byte[] block(String... headers) {
    if (headers.length == 0) {
      return Message.EMPTY;
    }
    return ("NATS/1.0\r\n" + String.join("\r\n", headers) + "\r\n\r\n").getBytes(UTF_8);
  }

  /** Does something to the stream as one event. */
  void with(Consumer<Stream> action) {
    sequencer.run(() -> action.accept(stream));
  }

  void update(ConfigBuilder config) {
    with(each -> each.update(config.build()));
  }

  long purge(String filter, long before, long keep) {
    return sequencer.call(() -> stream.purge(new PurgeRequest(filter, before, keep)));
  }

  void advance(Duration duration) {
    time.advance(duration);
  }

  RecordingListener listen(String... patterns) {
    RecordingListener listener = new RecordingListener();
    with(each -> each.addListener(listener, SubjectFilter.of(List.of(patterns))));
    return listener;
  }

  StoredMessage read(long sequence) {
    return Objects.requireNonNull(stream.get(sequence));
  }

  /** The sequences of all messages that are there. */
  List<Long> sequences() {
    List<Long> sequences = new ArrayList<>();
    StoredMessage message = stream.next(0, SubjectFilter.ALL);
    while (message != null) {
      sequences.add(message.sequence());
      message = stream.next(message.sequence() + 1, SubjectFilter.ALL);
    }
    return sequences;
  }

  static String stored(long sequence) {
    return "{\"stream\":\"S\",\"seq\":" + sequence + "}";
  }

  static String duplicate(long sequence) {
    return "{\"stream\":\"S\",\"seq\":" + sequence + ",\"duplicate\": true}";
  }

  static String refused(int code, int errorCode, String description) {
    return "{\"error\":{\"code\":%d,\"err_code\":%d,\"description\":\"%s\"},\"stream\":\"S\",\"seq\":0}"
        .formatted(code, errorCode, description);
  }
}
