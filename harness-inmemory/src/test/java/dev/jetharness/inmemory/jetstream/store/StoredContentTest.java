package dev.jetharness.inmemory.jetstream.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.jetstream.config.StorageType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However messages are packed and moved, each keeps what it was stored with. */
class StoredContentTest {
  private final MemoryStore store = new MemoryStore(StorageType.FILE);
  private final NavigableMap<Long, Content> model = new TreeMap<>();
  private final Random random = new Random(17);

  @SuppressWarnings("ArrayRecordComponent") // compared part by part
  private record Content(String subject, byte[] headers, byte[] payload, long timestamp) {}

  /** A message that was read and not looked at yet, and what must be in it. */
  private record Read(StoredMessage message, Content content) {}

  @ParameterizedTest
  @ValueSource(ints = {20, 300, 2000})
  void keepsWhatWasStored(int largest) {
    List<Read> reads = new ArrayList<>();
    long bytes = 0;
    for (int step = 0; step < 30_000; step++) {
      if (random.nextInt(100) < 55 || model.isEmpty()) {
        bytes += append(largest);
      } else {
        Map.Entry<Long, Content> victim = anyOf(model);
        StoredMessage removed = requireNonNull(store.remove(victim.getKey()));
        reads.add(new Read(removed, victim.getValue()));
        model.remove(victim.getKey());
        bytes -= size(victim.getValue());
      }
      if (step % 10 == 0 && !model.isEmpty()) {
        Map.Entry<Long, Content> entry = anyOf(model);
        reads.add(new Read(requireNonNull(store.get(entry.getKey())), entry.getValue()));
      }
      if (step % 1000 == 0) {
        assertThat(store.bytes()).isEqualTo(bytes);
        store.skip(step);
      }
    }
    reads.forEach(read -> compare(read.message(), read.content()));
    model.forEach((sequence, content) -> compare(requireNonNull(store.get(sequence)), content));
  }

  private long append(int largest) {
    boolean headers = store.lastSequence() > 1000 && random.nextInt(3) == 0;
    Content content =
        new Content(
            "s." + random.nextInt(50),
            bytes(headers ? random.nextInt(largest) : 0),
            bytes(random.nextInt(largest)),
            random.nextLong(1, Long.MAX_VALUE));
    StoredMessage stored =
        store.append(content.subject(), content.headers(), content.payload(), content.timestamp());
    model.put(stored.sequence(), content);
    return size(content);
  }

  private long size(Content content) {
    return store.sizeOf(content.subject(), content.headers(), content.payload());
  }

  private Map.Entry<Long, Content> anyOf(NavigableMap<Long, Content> messages) {
    Map.Entry<Long, Content> near = messages.ceilingEntry(random.nextLong(messages.lastKey() + 1));
    return near == null ? messages.firstEntry() : near;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void compare(StoredMessage message, Content content) {
    assertThat(message.subject()).isEqualTo(content.subject());
    assertThat(message.timestamp()).isEqualTo(content.timestamp());
    assertThat(message.headers()).isEqualTo(content.headers());
    assertThat(message.payload()).isEqualTo(content.payload());
  }
}
