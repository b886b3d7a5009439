package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.time.Sequencer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who wants to know when subscriptions to exactly one subject come and go. */
final class InterestWatches {
  private final Sequencer sequencer;
  private final Map<String, List<Watch>> watches = new HashMap<>();

  InterestWatches(Sequencer sequencer) {
    this.sequencer = sequencer;
  }

  private final class Watch implements InternalSubscription {
    private final String subject;
    private final Runnable onChange;
    private boolean closed;

    Watch(String subject, Runnable onChange) {
      this.subject = subject;
      this.onChange = onChange;
    }

    void tell() {
      if (!closed) {
        onChange.run();
      }
    }

    @Override
    public void close() {
      closed = true;
      watches.computeIfPresent(
          subject,
          (s, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }

  InternalSubscription add(String subject, Runnable onChange) {
    Watch watch = new Watch(subject, onChange);
    watches.computeIfAbsent(subject, s -> new ArrayList<>()).add(watch);
    return watch;
  }

  /** A subscription to this subject came or went. Those concerned are told after this event. */
  void changed(String subject) {
    List<Watch> concerned = watches.get(subject);
    if (concerned != null) {
      for (Watch watch : concerned) {
        sequencer.later(watch::tell);
      }
    }
  }
}
