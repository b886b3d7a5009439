package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/** Snapshots of streams, as a backup tool takes and restores them. */
final class Backups {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int CHUNK = 64 * 1024;

  private final Connection connection;

  Backups(Connection connection) {
    this.connection = connection;
  }

  /** Asks for a snapshot; {@code members} follow the deliver subject in the request. */
  Answer ask(String stream, String deliverSubject, String members) throws Exception {
    String request = "{'deliver_subject':'" + deliverSubject + "'" + members + "}";
    Message answer =
        connection.request(
            "$JS.API.STREAM.SNAPSHOT." + stream, Streams.json(request).getBytes(UTF_8), LIMIT);
    assertThat(answer).isNotNull();
    return new Answer(new String(answer.getData(), UTF_8));
  }

  /** Takes a whole snapshot, acknowledging each chunk. */
  byte[] take(String stream, String members) throws Exception {
    String subject = connection.createInbox();
    Subscription chunks = connection.subscribe(subject);
    ask(stream, subject, members).isOk();
    ByteArrayOutputStream snapshot = new ByteArrayOutputStream();
    while (true) {
      Message chunk = next(chunks);
      if (chunk.getReplyTo() != null) {
        connection.publish(chunk.getReplyTo(), null);
      } else if (chunk.getData().length == 0) {
        chunks.unsubscribe();
        return snapshot.toByteArray();
      }
      snapshot.writeBytes(chunk.getData());
    }
  }

  /** The next thing that comes. */
  static Message next(Subscription subscription) throws InterruptedException {
    Message next = subscription.nextMessage(LIMIT);
    assertThat(next).isNotNull();
    return Objects.requireNonNull(next);
  }

  /** Asks to restore a stream with a configuration that has these members beside its name. */
  Answer askToRestore(String stream, String members) throws Exception {
    String config = "{'config':{'name':'" + stream + "'" + members + "}}";
    Message answer =
        connection.request(
            "$JS.API.STREAM.RESTORE." + stream, Streams.json(config).getBytes(UTF_8), LIMIT);
    assertThat(answer).isNotNull();
    return new Answer(new String(answer.getData(), UTF_8));
  }

  /** Begins to restore; returns where the chunks go. */
  String begin(String stream, String members) throws Exception {
    Object subject = askToRestore(stream, members).isOk().at("deliver_subject");
    assertThat(subject).asString().startsWith("$JS.SNAPSHOT.RESTORE." + stream + ".");
    return String.valueOf(subject);
  }

  /** Sends a chunk, which must be acknowledged. */
  void send(String subject, byte[] chunk) throws Exception {
    Message acknowledgement = connection.request(subject, chunk, LIMIT);
    assertThat(acknowledgement).isNotNull();
    assertThat(acknowledgement.getData()).isEmpty();
    assertThat(acknowledgement.hasHeaders()).isFalse();
  }

  /** Ends the chunks; returns the answer about the stream. */
  Answer end(String subject) throws Exception {
    Message answer = connection.request(subject, null, LIMIT);
    assertThat(answer).isNotNull();
    return new Answer(new String(answer.getData(), UTF_8));
  }

  /** Restores a whole snapshot. */
  Answer restore(String stream, String members, byte[] snapshot) throws Exception {
    String subject = begin(stream, members);
    for (int from = 0; from < snapshot.length; from += CHUNK) {
      send(subject, Arrays.copyOfRange(snapshot, from, Math.min(snapshot.length, from + CHUNK)));
    }
    return end(subject);
  }
}
