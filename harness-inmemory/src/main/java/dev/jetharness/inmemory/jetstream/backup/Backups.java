package dev.jetharness.inmemory.jetstream.backup;

import dev.jetharness.inmemory.bus.Client;
import dev.jetharness.inmemory.jetstream.account.Advisories;
import dev.jetharness.inmemory.jetstream.account.Nuid;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The snapshots and restorations that are under way. */
public final class Backups {
  private final EngineContext context;
  private final Advisories advisories;
  private final Nuid nuid;
  private final Set<Backup> underWay = new LinkedHashSet<>();

  public Backups(EngineContext context, Advisories advisories, Nuid nuid) {
    this.context = context;
    this.advisories = advisories;
    this.nuid = nuid;
  }

  /** Prepares to send a snapshot; running what is returned begins it. */
  public Runnable deliver(Snapshot snapshot, SnapshotRequest request, @Nullable Client requester) {
    SnapshotDelivery delivery =
        new SnapshotDelivery(
            context,
            advisories,
            snapshot,
            request,
            new Requester(requester),
            nuid.next(),
            underWay::remove);
    underWay.add(delivery);
    return delivery::start;
  }

  /** Begins to restore a stream; returns the subject to which the chunks of its snapshot go. */
  public String restore(StreamConfig config, AssetRestorer restorer, @Nullable Client requester) {
    RestoreSession session =
        new RestoreSession(
            context,
            advisories,
            restorer,
            config,
            new Requester(requester),
            nuid.next(),
            underWay::remove);
    underWay.add(session);
    return session.start();
  }

  /** Ends all of them without a word. */
  public void clear() {
    List.copyOf(underWay).forEach(Backup::abandon);
  }
}
