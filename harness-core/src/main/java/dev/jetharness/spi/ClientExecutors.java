package dev.jetharness.spi;

import io.nats.client.Options;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The threads that all connections of a JVM share, so that connecting starts none. They are
 * daemons, grow from zero and go when idle. Thread-safe.
 *
 * @since 0.1
 */
public final class ClientExecutors {
  private static final long IDLE_SECONDS = 1;

  /** Ping, clean-up and write watch of all connections: short tasks, few of them at once. */
  private static final int SCHEDULER_THREADS = 4;

  private static final ClientExecutors SHARED = new ClientExecutors();

  private final ExecutorService pool;
  private final ScheduledExecutorService scheduler;

  private ClientExecutors() {
    pool =
        new SharedExecutor(
            new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons("jetharness-client-")));
    ScheduledThreadPoolExecutor timers =
        new SharedScheduler(SCHEDULER_THREADS, daemons("jetharness-client-timer-"));
    timers.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timers.allowCoreThreadTimeOut(true);
    timers.setRemoveOnCancelPolicy(true);
    scheduler = timers;
  }

  /**
   * Returns the threads of this JVM.
   *
   * @return the shared executors
   */
  public static ClientExecutors shared() {
    return SHARED;
  }

  /**
   * Returns the threads, for work that blocks.
   *
   * @return an executor that starts each task at once
   */
  public Executor threads() {
    return pool;
  }

  /**
   * Sets the executors that this version of jnats knows. Callbacks get a serial view each, because
   * jnats calls a connection's listeners in order, on one thread.
   *
   * @param builder the options of a connection
   * @return the same builder
   */
  public Options.Builder configure(Options.Builder builder) {
    builder.executor(pool);
    OptionalExecutors.CONNECT.set(builder, pool);
    OptionalExecutors.CALLBACK.set(builder, new SerialExecutor(pool));
    OptionalExecutors.SCHEDULED.set(builder, scheduler);
    return builder;
  }

  private static ThreadFactory daemons(String prefix) {
    AtomicLong count = new AtomicLong();
    return task -> {
      // Without inherited thread locals: the pool outlives the test that made it grow.
      Thread thread = new Thread(null, task, prefix + count.incrementAndGet(), 0, false);
      thread.setDaemon(true);
      return thread;
    };
  }
}
