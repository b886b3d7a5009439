package dev.jetharness.traffic;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What went through a broker, oldest first. Thread-safe.
 *
 * <p>It keeps the latest events up to a number and up to a sum of bytes; {@link #forgotten()} tells
 * how many older ones had to go.
 *
 * <pre>{@code
 * boolean delivered =
 *     broker.traffic().await(events -> events.stream().anyMatch(e -> e instanceof Delivered), limit);
 * }</pre>
 *
 * @since 0.1
 */
public interface Traffic {

  /**
   * Returns what has been recorded up to now.
   *
   * @return an immutable copy, oldest first
   */
  List<TrafficEvent> events();

  /**
   * Returns the recorded events of one type.
   *
   * @param type the type, such as {@code TrafficEvent.Published.class}
   * @param <E> the type
   * @return an immutable copy, oldest first
   */
  default <E extends TrafficEvent> List<E> events(Class<E> type) {
    return events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /**
   * Waits until the recorded events fulfil a condition. The condition is tested at once and again
   * whenever something was recorded, on the calling thread.
   *
   * @param condition takes all events recorded by then, oldest first
   * @param limit how long to wait; zero or less only tests once
   * @return whether the condition was fulfilled within the limit
   * @throws InterruptedException if the calling thread is interrupted while waiting
   */
  boolean await(Predicate<? super List<TrafficEvent>> condition, Duration limit)
      throws InterruptedException;

  /**
   * Returns how many events were dropped because later ones needed their place.
   *
   * @return the number since the start, the last reset or the last {@link #clear()}
   */
  long forgotten();

  /** Forgets everything recorded so far, so that what follows is looked at alone. */
  void clear();
}
