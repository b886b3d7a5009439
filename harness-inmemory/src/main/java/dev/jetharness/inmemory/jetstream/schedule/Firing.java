package dev.jetharness.inmemory.jetstream.schedule;

import dev.jetharness.inmemory.json.GoTime;
import dev.jetharness.inmemory.json.JsonException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A moment at which a schedule fires.
 *
 * @param time the moment, with the offset that its time zone has then
 * @param repeats whether the schedule goes on after it
 */
public record Firing(OffsetDateTime time, boolean repeats) {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Reads what {@link #text} wrote for a repeating schedule; null if it is no time. */
  public static @Nullable Firing parse(String text) {
    try {
      return new Firing(GoTime.parse(text).instant().atOffset(ZoneOffset.UTC), true);
    } catch (JsonException notATime) {
      return null;
    }
  }

  /** Whether it is Go's zero time, which stands for no schedule at all. */
  public boolean isNever() {
    return time.toInstant().equals(GoTime.ZERO);
  }

  /**
   * Nanoseconds since the epoch. Outside the years 1678 to 2262 they wrap around, as the server's
   * do: what is due in the year 9999 fires at once.
   */
  public long epochNanos() {
    return time.toEpochSecond() * NANOS_PER_SECOND + time.getNano();
  }

  /** The moment as it is told in {@code Nats-Schedule-Next}. */
  public String text() {
    return GoTime.format(time);
  }
}
