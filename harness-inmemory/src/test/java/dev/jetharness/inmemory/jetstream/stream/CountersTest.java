package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.bus.RecordingAccount.MAX_PAYLOAD;
import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CountersTest {
  private final StreamFixture fixture = new StreamFixture(config().allowCounter());

  private static String counted(long sequence, String value) {
    return "{\"stream\":\"S\",\"seq\":" + sequence + ",\"val\":\"" + value + "\"}";
  }

  private String add(String increment, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = "Nats-Incr: " + increment;
    return fixture.publish("s.a", "", all);
  }

  /** Copies a message of another stream that counts. */
  private @Nullable ApiError copy(String source, String body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = "Nats-Stream-Source: " + source;
    return fixture.sequencer.call(
        () -> fixture.stream.publishOwn(StreamFixture.message("s.a", "", body, all)));
  }

  private List<String> headers(long sequence) {
    List<String> lines = new String(fixture.read(sequence).headers(), UTF_8).lines().toList();
    return lines.subList(1, lines.size() - 1);
  }

  private String payload(long sequence) {
    StoredMessage message = fixture.read(sequence);
    return new String(message.payload(), UTF_8);
  }

  @Test
  void addUpWhatIsPublishedOnASubject() {
    assertThat(add("5")).isEqualTo(counted(1, "5"));
    assertThat(add("-7")).isEqualTo(counted(2, "-2"));
    assertThat(payload(2)).isEqualTo("{\"val\":\"-2\"}");
    assertThat(headers(2)).containsExactly("Nats-Incr: -7");
  }

  @Test
  void recordWhatIsStored() {
    add("5");
    assertThat(fixture.traffic.events).containsExactly("stored S 1 s.a");
  }

  @Test
  void refuseAMessageThatGrowsBeyondWhatClientsMaySend() {
    int around = "NATS/1.0\r\nNats-Incr: \r\n\r\n{\"val\":\"\"}".length();
    String digits = "9".repeat((MAX_PAYLOAD - around) / 2);

    assertThat(add(digits)).isEqualTo(counted(1, digits));
    assertThat(add("9" + digits))
        .isEqualTo(refused(400, 10054, "message size exceeds maximum allowed"));
    assertThat(fixture.sequences()).containsExactly(1L);
  }

  @Test
  void followTheCountersOfSources() {
    assertThat(copy("A 1 a.* s.$1 a.x id", "{\"val\":\"5\"}", "Nats-Incr: 5")).isNull();
    assertThat(copy("A 2 a.* s.$1 a.x id", "{\"val\":\"7\"}", "Nats-Incr: 2", "other: y")).isNull();
    assertThat(copy("B 1 b.* s.$1 b.x id", "{\"val\":\"100\"}", "Nats-Incr: 100")).isNull();
    assertThat(add("1000")).isEqualTo(counted(4, "1107"));
    assertThat(copy("A 5 a.* s.$1 a.x id", "{\"val\":\"17\"}", "Nats-Incr: 1")).isNull();

    assertThat(headers(1))
        .containsExactly(
            "Nats-Incr: 5",
            "Nats-Stream-Source: A 1 a.* s.$1 a.x id",
            "Nats-Counter-Sources: {\"A\":{\"a.x\":\"5\"}}");
    assertThat(headers(2))
        .containsExactly(
            "Nats-Incr: 2",
            "other: y",
            "Nats-Stream-Source: A 2 a.* s.$1 a.x id",
            "Nats-Counter-Sources: {\"A\":{\"a.x\":\"7\"}}");
    assertThat(headers(4))
        .containsExactly(
            "Nats-Incr: 1000",
            "Nats-Counter-Sources: {\"A\":{\"a.x\":\"7\"},\"B\":{\"b.x\":\"100\"}}");
    assertThat(headers(5))
        .containsExactly(
            "Nats-Incr: 10",
            "Nats-Stream-Source: A 5 a.* s.$1 a.x id",
            "Nats-Counter-Sources: {\"A\":{\"a.x\":\"17\"},\"B\":{\"b.x\":\"100\"}}");
    assertThat(payload(5)).isEqualTo("{\"val\":\"1117\"}");
  }

  @Test
  void takeTheSubjectOfAnOldSourceHeaderFromTheMessage() {
    copy("A 1", "{\"val\":\"5\"}", "Nats-Incr: 5");

    assertThat(headers(1)).contains("Nats-Counter-Sources: {\"A\":{\"s.a\":\"5\"}}");
  }

  @Test
  void putTheirOwnSourcesInThePlaceOfThoseOfTheSource() {
    copy("A 1", "{\"val\":\"5\"}", "Nats-Counter-Sources: {\"Z\":{\"z\":\"5\"}}", "Nats-Incr: 5");

    assertThat(headers(1)).contains("Nats-Counter-Sources: {\"A\":{\"s.a\":\"5\"}}");
  }

  @Test
  void countASourceFromZeroWhereAClientMadeUpWhereItStood() {
    add("1", "Nats-Counter-Sources: {\"A\":{\"s.a\":\"none\"}}");
    copy("A 1", "{\"val\":\"5\"}", "Nats-Incr: 5");
    assertThat(payload(2)).isEqualTo("{\"val\":\"6\"}");
  }

  @Test
  void refuseCopiesThatDoNotCount() {
    assertThat(errorCode(copy("A 1", "{\"val\":\"5\"}"))).isEqualTo(10169);
    assertThat(errorCode(copy("A 1", "{\"val\":\"5\"}", "Nats-Incr: x"))).isEqualTo(10171);
    assertThat(errorCode(copy("A 1", "5", "Nats-Incr: 5"))).isEqualTo(10172);
    assertThat(errorCode(copy("A 1", "{\"val\":5}", "Nats-Incr: 5"))).isEqualTo(10172);
    assertThat(fixture.sequences()).isEmpty();
    assertThat(fixture.traffic.events).isEmpty();
  }

  @Test
  void areCopiedAsTheyAreWhereNothingIsCounted() {
    StreamFixture plain = new StreamFixture(config());
    plain.with(
        stream ->
            stream.publishOwn(
                StreamFixture.message(
                    "s.a", "", "{\"val\":\"5\"}", "Nats-Incr: 3", "Nats-Stream-Source: A 1")));

    assertThat(new String(plain.read(1).payload(), UTF_8)).isEqualTo("{\"val\":\"5\"}");
    assertThat(new String(plain.read(1).headers(), UTF_8)).doesNotContain("Counter");
  }

  private static int errorCode(@Nullable ApiError error) {
    return error == null ? 0 : error.errorCode();
  }
}
