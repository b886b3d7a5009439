package dev.jetharness.inmemory.jetstream.schedule;

import dev.jetharness.inmemory.json.GoDuration;
import dev.jetharness.inmemory.json.GoTime;
import dev.jetharness.inmemory.json.JsonException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When a scheduled message is due, as its {@code Nats-Schedule} header says. Immutable. */
public sealed interface SchedulePattern permits At, Every, Cron {

  /**
   * Reads a pattern: {@code @at} and a time, {@code @every} and a duration, the six fields of cron
   * or a name for them. An empty pattern is never due.
   *
   * @param zone the time zone in which cron reads the clock; null for UTC. Only cron may have one
   * @return the pattern, or null if it is none
   */
  static @Nullable SchedulePattern parse(String text, @Nullable ZoneId zone) {
    if (text.isEmpty()) {
      return new At(GoTime.ZERO);
    }
    if (text.startsWith(Syntax.AT)) {
      return zone == null ? at(text.substring(Syntax.AT.length())) : null;
    }
    if (text.startsWith(Syntax.EVERY)) {
      return zone == null ? every(text.substring(Syntax.EVERY.length())) : null;
    }
    String cron = Syntax.NAMED.getOrDefault(text, text);
    return Cron.parse(cron, zone == null ? ZoneOffset.UTC : zone);
  }

  /**
   * When it fires next.
   *
   * @param after when it fired, or was scheduled, in nanoseconds since the epoch; firings between
   *     that and now were missed and are left out
   * @param now in nanoseconds since the epoch
   * @return the firing, or null if there is none within five years
   */
  @Nullable Firing next(long after, long now);

  private static @Nullable SchedulePattern at(String time) {
    try {
      return new At(GoTime.parse(time).instant());
    } catch (JsonException notATime) {
      return null;
    }
  }

  private static @Nullable SchedulePattern every(String interval) {
    Long nanos = GoDuration.parse(interval);
    return nanos == null || nanos < Every.SHORTEST.toNanos()
        ? null
        : new Every(Duration.ofNanos(nanos));
  }

  /** The words of patterns. */
  final class Syntax {
    static final String AT = "@at ";
    static final String EVERY = "@every ";
    static final Map<String, String> NAMED =
        Map.of(
            "@yearly", "0 0 0 1 1 *",
            "@annually", "0 0 0 1 1 *",
            "@monthly", "0 0 0 1 * *",
            "@weekly", "0 0 0 * * 0",
            "@daily", "0 0 0 * * *",
            "@midnight", "0 0 0 * * *",
            "@hourly", "0 0 * * * *");

    private Syntax() {}
  }
}
