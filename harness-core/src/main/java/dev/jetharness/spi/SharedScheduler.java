package dev.jetharness.spi;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A scheduler that its users cannot shut down, and whose tasks run with the context class loader of
 * the thread that scheduled them.
 */
final class SharedScheduler extends ScheduledThreadPoolExecutor {

  SharedScheduler(int threads, ThreadFactory factory) {
    super(threads, factory);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return super.schedule(ContextTask.of(task), delay, unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return super.schedule(() -> ContextTask.call(task, loader), delay, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    return super.scheduleAtFixedRate(ContextTask.of(task), initialDelay, period, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    return super.scheduleWithFixedDelay(ContextTask.of(task), initialDelay, delay, unit);
  }

  /** Has no effect: others use the threads too. */
  @Override
  public void shutdown() {}

  /** Has no effect: others use the threads too. */
  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }
}
