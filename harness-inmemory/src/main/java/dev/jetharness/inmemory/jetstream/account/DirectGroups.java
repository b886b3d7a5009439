package dev.jetharness.inmemory.jetstream.account;

import dev.jetharness.inmemory.jetstream.sourcing.DirectGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Who answers direct gets for which stream. As with the server's queue group, one of them does, at
 * random; mirrors go on when their origin is gone.
 */
final class DirectGroups {
  /** A mirror that has all but this many messages may answer. */
  private static final long NEARLY_ALL = 10;

  private final Map<String, List<StreamAsset>> mirrors = new HashMap<>();

  /** The mirror's side of the group. */
  DirectGroup of(StreamAsset mirror) {
    return new Membership(mirror);
  }

  /**
   * One who answers for a stream; null if nobody does.
   *
   * @param own the stream itself, if it answers
   */
  @Nullable StreamAsset any(String stream, @Nullable StreamAsset own) {
    List<StreamAsset> others = mirrors.isEmpty() ? null : mirrors.get(stream);
    if (others == null) {
      return own;
    }
    int chosen = ThreadLocalRandom.current().nextInt(others.size() + (own == null ? 0 : 1));
    return chosen == others.size() ? own : others.get(chosen);
  }

  private final class Membership implements DirectGroup {
    private final StreamAsset mirror;
    private String joined = "";

    Membership(StreamAsset mirror) {
      this.mirror = mirror;
    }

    @Override
    public void caughtUp(String origin, long pending) {
      if (pending < NEARLY_ALL) {
        join(origin);
      }
    }

    @Override
    public void join(String origin) {
      if (joined.isEmpty()) {
        joined = origin;
        mirrors.computeIfAbsent(origin, stream -> new ArrayList<>()).add(mirror);
      }
    }

    @Override
    public void leave() {
      List<StreamAsset> members = mirrors.get(joined);
      if (members != null) {
        members.remove(mirror);
        if (members.isEmpty()) {
          mirrors.remove(joined);
        }
      }
      joined = "";
    }
  }
}
