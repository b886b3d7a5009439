package dev.jetharness.inmemory.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private long now = Long.MAX_VALUE - 10;
  private final Deadlines deadlines = new Deadlines(() -> now);
  private final List<String> ran = new ArrayList<>();

  @Test
  void givesTasksInTheOrderInWhichTheyAreDueThoughTheClockWrapsAround() {
    deadlines.add(30, () -> ran.add("fourth"));
    deadlines.add(5, () -> ran.add("first"));
    deadlines.add(20, () -> ran.add("second"));
    deadlines.add(20, () -> ran.add("third"));
    now += 2;
    deadlines.add(Long.MAX_VALUE, () -> ran.add("last"));

    runAll();
    assertThat(ran).containsExactly("first", "second", "third", "fourth", "last");
  }

  @Test
  void tellsHowLongTheFirstTaskHasToWait() {
    assertThat(deadlines.remaining()).isEqualTo(Deadlines.NEVER);

    deadlines.add(20, () -> {});
    assertThat(deadlines.remaining()).isEqualTo(20);
    now += 25;
    assertThat(deadlines.remaining()).isEqualTo(-5);
  }

  @Test
  void takesANegativeDelayForNone() {
    deadlines.add(0, () -> ran.add("first"));
    deadlines.add(-5, () -> ran.add("second"));

    assertThat(deadlines.remaining()).isZero();
    runAll();
    assertThat(ran).containsExactly("first", "second");
  }

  @Test
  void forgetsWhatIsRemoved() {
    Deadlines.Entry entry = deadlines.add(5, () -> ran.add("removed"));
    deadlines.add(5, () -> ran.add("kept"));
    deadlines.remove(entry);
    deadlines.remove(entry);

    assertThat(deadlines.size()).isEqualTo(1);
    runAll();
    assertThat(ran).containsExactly("kept");
  }

  private void runAll() {
    for (Runnable task = deadlines.poll(); task != null; task = deadlines.poll()) {
      task.run();
    }
  }
}
