package dev.jetharness.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientExecutorsTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void serialViewKeepsTheOrderOfTasksFromOneThread() throws Exception {
    SerialExecutor serial = new SerialExecutor(threads);
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    IntStream.range(0, 1_000).forEach(i -> serial.execute(() -> order.add(i)));
    serial.submit(() -> {}).get(10, TimeUnit.SECONDS);
    assertThat(order).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
  }

  @Test
  void serialViewRunsOneTaskAtATime() throws Exception {
    SerialExecutor serial = new SerialExecutor(threads);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(400);
    for (int thread = 0; thread < 4; thread++) {
      threads.execute(
          () -> {
            for (int i = 0; i < 100; i++) {
              serial.execute(
                  () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    running.decrementAndGet();
                    done.countDown();
                  });
            }
          });
    }
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(most).hasValue(1);
  }

  @Test
  void serialViewGoesOnAfterATaskThatThrows() throws Exception {
    ExecutorService quiet =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task);
              thread.setUncaughtExceptionHandler((t, expected) -> {});
              return thread;
            });
    try {
      SerialExecutor serial = new SerialExecutor(quiet);
      serial.execute(
          () -> {
            throw new IllegalStateException("expected");
          });
      assertThat(serial.submit(() -> "next").get(10, TimeUnit.SECONDS)).isEqualTo("next");
    } finally {
      quiet.shutdownNow();
    }
  }

  @Test
  void tasksRunWithTheClassLoaderOfTheirSubmitter() throws Exception {
    SharedExecutor shared = new SharedExecutor(threads);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader own = new URLClassLoader(new URL[0], before)) {
      Thread.currentThread().setContextClassLoader(own);
      assertThat(shared.submit(() -> Thread.currentThread().getContextClassLoader()).get())
          .isSameAs(own);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Test
  void sharedExecutorsOutliveAUserWhoShutsThemDown() throws Exception {
    SharedExecutor shared = new SharedExecutor(threads);
    shared.shutdown();
    assertThat(shared.shutdownNow()).isEmpty();
    assertThat(shared.submit(() -> "still there").get()).isEqualTo("still there");
  }
}
