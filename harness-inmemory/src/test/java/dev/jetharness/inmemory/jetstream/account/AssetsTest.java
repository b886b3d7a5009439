package dev.jetharness.inmemory.jetstream.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.inmemory.bus.RecordingAccount;
import dev.jetharness.inmemory.jetstream.config.AssetLimits;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.config.StreamConfigReader;
import dev.jetharness.inmemory.jetstream.config.StreamConfigs;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.stream.BatchQuotas;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.jetstream.stream.PurgeRequest;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.time.ManualTime;
import dev.jetharness.inmemory.time.Sequencer;
import dev.jetharness.traffic.TrafficRecorder;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AssetsTest {
  private final Sequencer sequencer = new Sequencer();
  private final RecordingAccount account = new RecordingAccount(sequencer);
  private final ManualTime time = new ManualTime(sequencer);
  private final EngineContext context =
      new EngineContext(
          account, sequencer, time.clock(), time, new TrafficRecorder(), new BatchQuotas());
  private final Assets assets =
      new Assets(
          context,
          new Advisories(context, new Topology("one", "", 1), new Nuid()),
          AssetLimits.ofNodes(1));

  @Test
  void sortsStreamsByName() throws ApiException {
    for (String name : List.of("m", "z", "a", "k")) {
      add("{'name':'%s'}".formatted(name));
    }
    delete("k");

    assertThat(assets.streams()).extracting(StreamAsset::name).containsExactly("a", "m", "z");
    assertThat(assets.streamCount()).isEqualTo(3);
    assertThat(assets.stream("k")).isNull();
  }

  @Test
  void findsStreamsByTheirSubjects() throws ApiException {
    add("{'name':'B','subjects':['b.>','c']}");
    add("{'name':'A','subjects':['a.*']}");

    assertThat(on("a.1")).containsExactly("A");
    assertThat(on("b.1.2")).containsExactly("B");
    assertThat(on("*.*")).containsExactly("A", "B");
    assertThat(on(">")).containsExactly("A", "B");
    assertThat(on("d")).isEmpty();

    update("{'name':'A','subjects':['a.*','d']}");
    delete("B");

    assertThat(on("d")).containsExactly("A");
    assertThat(on("b.1.2")).isEmpty();
  }

  @Test
  void refusesSubjectsOfAnotherStream() throws ApiException {
    add("{'name':'a','subjects':['orders.>']}");

    assertThatCode(() -> assets.checkOverlap(config("{'name':'a','subjects':['orders.new']}")))
        .doesNotThrowAnyException();
    assertThatCode(() -> assets.checkOverlap(config("{'name':'b','subjects':['orders']}")))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> assets.checkOverlap(config("{'name':'b','subjects':['x','orders.*.new']}")))
        .hasMessage("10065 subjects overlap with an existing stream");
  }

  @Test
  void knowsAtAnyTimeWhatStreamsTakeUp() throws ApiException {
    add("{'name':'F','max_bytes':1000}");
    add("{'name':'M','storage':'memory'}");
    account.send("M", "", "12345");
    account.send("M", "", "12345");
    account.send("F", "", "12345");
    long file = bytes("F");

    assertThat(usage()).isEqualTo(usage(bytes("M"), file, 0, 1000));

    update("{'name':'F','max_bytes':500}");
    sequencer.run(() -> asset("M").stream().deleteMessage(1));
    assertThat(bytes("M")).isPositive();
    assertThat(usage()).isEqualTo(usage(bytes("M"), file, 0, 500));

    sequencer.call(() -> asset("M").stream().purge(PurgeRequest.ALL));
    assertThat(usage()).isEqualTo(usage(0, file, 0, 500));

    delete("F");
    assertThat(usage()).isEqualTo(usage(0, 0, 0, 0));
  }

  private void add(String json) throws ApiException {
    StreamConfig config = config(json);
    sequencer.call(() -> assets.addStream(config));
  }

  private void update(String json) throws ApiException {
    StreamConfig config = config(json);
    sequencer.run(() -> assets.updateStream(asset(config.name()), config));
  }

  private void delete(String name) {
    sequencer.run(() -> assets.deleteStream(asset(name)));
  }

  private StreamAsset asset(String name) {
    return Objects.requireNonNull(assets.stream(name));
  }

  private long bytes(String name) {
    return asset(name).stream().state().bytes();
  }

  private List<String> on(String subject) {
    return assets.streamsOn(subject).stream().map(StreamAsset::name).toList();
  }

  private String usage() {
    JsonWriter json = new JsonWriter().beginObject();
    assets.resources().describe(json);
    return json.endObject().toString();
  }

  private static String usage(long memory, long file, long reservedMemory, long reservedFile) {
    return "{\"memory\":%d,\"storage\":%d,\"reserved_memory\":%d,\"reserved_storage\":%d}"
        .formatted(memory, file, reservedMemory, reservedFile);
  }

  private StreamConfig config(String json) throws ApiException {
    byte[] body = json.replace('\'', '"').getBytes(UTF_8);
    return StreamConfigs.create(
        StreamConfigReader.read(body), AssetLimits.ofNodes(1), assets::streamConfig);
  }
}
