package dev.jetharness.spi;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs tasks one after the other, in order, on the threads of a shared executor. */
final class SerialExecutor extends SharedExecutor {
  private final Executor threads;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  SerialExecutor(Executor threads) {
    super(threads);
    this.threads = threads;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (waiting) {
      waiting.add(ContextTask.of(task));
      if (running) {
        return;
      }
      running = true;
    }
    threads.execute(this::drain);
  }

  private void drain() {
    Runnable task = next();
    try {
      while (task != null) {
        task.run();
        task = next();
      }
    } finally {
      if (task != null) {
        // The task threw: its thread ends with it, what waits goes on on another one.
        threads.execute(this::drain);
      }
    }
  }

  private @Nullable Runnable next() {
    synchronized (waiting) {
      Runnable task = waiting.poll();
      running = task != null;
      return task;
    }
  }
}
