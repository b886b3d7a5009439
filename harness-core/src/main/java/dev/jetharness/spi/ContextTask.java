package dev.jetharness.spi;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A task that runs with the context class loader of the thread that submitted it. */
final class ContextTask implements Runnable {
  private final Runnable task;
  private final @Nullable ClassLoader loader;

  private ContextTask(Runnable task, @Nullable ClassLoader loader) {
    this.task = task;
    this.loader = loader;
  }

  static Runnable of(Runnable task) {
    return task instanceof ContextTask
        ? task
        : new ContextTask(task, Thread.currentThread().getContextClassLoader());
  }

  static <V> V call(Callable<V> task, @Nullable ClassLoader loader) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return task.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void run() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      task.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
