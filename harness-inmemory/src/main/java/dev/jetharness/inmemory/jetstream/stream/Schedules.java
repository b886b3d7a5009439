package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.schedule.Firing;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The live schedules of a stream, at most one on each subject, and the messages that they produce
 * (ADR-51). One timer serves all of them; as on the server it runs no more often than every quarter
 * of a second, and what is due by then is produced in the order in which the schedules were stored.
 *
 * <p>A schedule whose message is gone is found out when it is due. A repeating one waits again once
 * what it produced is stored; if that never is, because the stream refuses it or nobody is
 * interested in it, the schedule fires no more until it is published anew.
 */
final class Schedules {
  /** What a message says of the schedule that it ends, in place of when that fires next. */
  static final String PURGE = "purge";

  private static final long SHORTEST_DELAY = Duration.ofMillis(250).toNanos();

  private final StreamCore core;
  private final Consumer<Message> produce;
  private final ScheduleQueue waiting = new ScheduleQueue();

  /** By subject, those that are firing: the message of each is made, but not stored yet. */
  private final Map<String, ScheduleQueue.Entry> firing = new HashMap<>();

  private @Nullable Timer timer;
  private long runsAt;
  private boolean running;

  /**
   * No schedules yet.
   *
   * @param produce publishes a message into the stream, on behalf of the stream itself
   */
  Schedules(StreamCore core, Consumer<Message> produce) {
    this.core = core;
    this.produce = produce;
  }

  /** A message was stored: a schedule, the end of one, or what one produced. */
  void messageStored(StoredMessage message, HeaderBlock headers) {
    if (!core.config().allowSchedules()) {
      return;
    }
    ScheduleHeaders said = new ScheduleHeaders(headers);
    if (!add(message, said) && said.scheduler().isEmpty()) {
      remove(message.subject());
    }
    goOn(said);
    runInTime();
  }

  /**
   * An update lets schedules run at once; if it is what allowed them, those that are there begin.
   */
  void configurationChanged(boolean allowedBefore) {
    if (!core.config().allowSchedules()) {
      return;
    }
    if (!allowedBefore) {
      recover();
    }
    run();
  }

  /** The stream was restored; the schedules among its messages begin. */
  void restored() {
    if (core.config().allowSchedules()) {
      recover();
      runInTime();
    }
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /** Takes up the schedules among the messages that are stored. */
  private void recover() {
    StoredMessage message = core.store().next(0, SubjectFilter.ALL);
    while (message != null) {
      add(message, new ScheduleHeaders(HeaderBlock.of(message.headers())));
      message = core.store().next(message.sequence() + 1, SubjectFilter.ALL);
    }
  }

  private boolean add(StoredMessage message, ScheduleHeaders said) {
    Firing first = said.next(message.timestamp(), core.context().clock().now());
    if (first == null || first.isNever()) {
      return false;
    }
    put(message.subject(), message.sequence(), first);
    return true;
  }

  /** What a repeating schedule produced was stored, so it waits for its next time. */
  private void goOn(ScheduleHeaders said) {
    ScheduleQueue.Entry schedule = firing.get(said.scheduler());
    Firing next = schedule == null ? null : Firing.parse(said.schedulerNext());
    if (schedule != null && next != null) {
      put(schedule.subject(), schedule.sequence(), next);
    }
  }

  private void put(String subject, long sequence, Firing next) {
    firing.remove(subject);
    waiting.put(new ScheduleQueue.Entry(subject, sequence, next.epochNanos()));
  }

  private void remove(String subject) {
    firing.remove(subject);
    waiting.remove(subject);
  }

  /** Sees to it that the timer runs when the first schedule is due. */
  private void runInTime() {
    if (running || waiting.isEmpty()) {
      return;
    }
    long now = core.context().clock().now();
    long at = Math.max(waiting.firstDue(), now + SHORTEST_DELAY);
    if (timer == null || at < runsAt) {
      stop();
      timer = core.context().timers().schedule(TimerKind.MESSAGE_SCHEDULE, at - now, this::run);
      runsAt = at;
    }
  }

  /** Fires what is due. All messages are made before the first one is stored. */
  private void run() {
    stop();
    running = true;
    try {
      due().forEach(produce);
    } finally {
      firing.clear();
      running = false;
      runInTime();
    }
  }

  private List<Message> due() {
    long now = core.context().clock().now();
    List<Message> messages = new ArrayList<>();
    for (ScheduleQueue.Entry schedule : waiting.takeDue(now)) {
      Message message = fire(schedule, now);
      if (message != null) {
        firing.put(schedule.subject(), schedule);
        messages.add(message);
      }
    }
    return messages;
  }

  /** Makes the message of a schedule; null if its own is gone, or says nothing valid any more. */
  private @Nullable Message fire(ScheduleQueue.Entry schedule, long now) {
    StoredMessage message = core.store().get(schedule.sequence());
    if (message == null) {
      return null;
    }
    ScheduleHeaders said = new ScheduleHeaders(HeaderBlock.of(message.headers()));
    Firing next = said.next(schedule.due(), now);
    if (next == null || said.target().isEmpty() || MessageTtl.parse(said.ttl()) == null) {
      return null;
    }
    StoredMessage source = said.source().isEmpty() ? null : core.last(said.source());
    return ScheduledMessage.of(message, source == null ? message : source, said, next);
  }
}
