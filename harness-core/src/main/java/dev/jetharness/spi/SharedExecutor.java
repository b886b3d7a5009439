package dev.jetharness.spi;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A view of an executor that its users cannot shut down, and whose tasks run with the context class
 * loader of the thread that submitted them.
 */
class SharedExecutor extends AbstractExecutorService {
  private final Executor executor;

  SharedExecutor(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(ContextTask.of(task));
  }

  /** Has no effect: others use the threads too. */
  @Override
  public final void shutdown() {}

  /** Has no effect: others use the threads too. */
  @Override
  public final List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public final boolean isShutdown() {
    return false;
  }

  @Override
  public final boolean isTerminated() {
    return false;
  }

  @Override
  public final boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }
}
