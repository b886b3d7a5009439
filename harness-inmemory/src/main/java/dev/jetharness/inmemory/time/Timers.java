package dev.jetharness.inmemory.time;

/** Where the engine's rooms set timers. All calls are made under the broker's lock. */
public interface Timers {

  /**
   * Runs a task under the broker's lock after a delay. It never runs inside this call, not even
   * with a delay of zero.
   *
   * @param kind whose timer it is; decides which of the two times counts
   * @param delayNanos the delay, in nanoseconds
   * @param task what to run
   */
  Timer schedule(TimerKind kind, long delayNanos, Runnable task);

  /**
   * Reads the time on which timers of a kind run, in nanoseconds; only differences mean something.
   */
  long now(TimerKind kind);
}
