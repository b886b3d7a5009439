package dev.jetharness.inmemory.jetstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchesInFlightTest {
  private final Quota quota = new Quota(3);
  private final BatchesInFlight<Batch> one = new BatchesInFlight<>(2, quota);
  private final BatchesInFlight<Batch> two = new BatchesInFlight<>(2, quota);

  private static final class Batch implements BatchInFlight {
    private final String id;
    private int stopped;

    Batch(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public void stop() {
      stopped++;
    }
  }

  @Test
  void areLimitedInOneStreamAndInAll() {
    assertThat(one.begin(() -> new Batch("a"))).isNotNull();
    assertThat(one.begin(() -> new Batch("b"))).isNotNull();
    assertThat(one.begin(() -> new Batch("c"))).isNull();
    assertThat(two.begin(() -> new Batch("a"))).isNotNull();
    assertThat(two.begin(() -> new Batch("b"))).isNull();
    assertThat(one.count()).isEqualTo(2);
  }

  @Test
  void giveTheirPlaceBackOnce() {
    Batch batch = new Batch("a");
    one.begin(() -> batch);
    one.begin(() -> new Batch("b"));
    two.begin(() -> new Batch("a"));

    one.end(batch);
    one.end(batch);

    assertThat(batch.stopped).isEqualTo(1);
    assertThat(one.get("a")).isNull();
    assertThat(two.begin(() -> new Batch("b"))).isNotNull();
    assertThat(one.begin(() -> new Batch("c"))).isNull();
  }

  @Test
  void endTogether() {
    Batch batch = new Batch("a");
    one.begin(() -> batch);
    one.begin(() -> new Batch("b"));

    one.endAll();

    assertThat(one.count()).isZero();
    assertThat(batch.stopped).isEqualTo(1);
    assertThat(Stream.generate(quota::take).limit(4)).containsExactly(true, true, true, false);
  }
}
