package dev.jetharness.server;

import dev.jetharness.settings.BrokerSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The servers of this JVM, by their settings. A server starts with its first lease and stops with
 * its last, unless a run keeps it; at the latest, it stops with the JVM.
 */
public final class SharedServers {
  private static final Logger LOGGER = System.getLogger(SharedServers.class.getName());
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final SharedServers OF_THIS_JVM = new SharedServers();

  private final Map<BrokerSettings, Entry> entries = new HashMap<>();
  private int runs;
  private boolean hooked;

  /** The servers of this JVM. */
  public static SharedServers ofThisJvm() {
    return OF_THIS_JVM;
  }

  /**
   * Leases an account of the server with these settings, which is started if it does not run.
   *
   * @param settings what to find the server by; complete, so that equal ones mean the same server
   * @param starter starts it
   */
  public Lease lease(BrokerSettings settings, Supplier<RunningServer> starter) {
    Entry entry = use(settings);
    try {
      SharedServer server = entry.running(starter);
      AccountKeeper keeper = server.accounts().take(PATIENCE);
      try {
        if (!keeper.isEmpty()) {
          keeper.wipe();
        }
        return new Lease(server, keeper, () -> release(settings, entry));
      } catch (RuntimeException failure) {
        server.accounts().giveBack(keeper);
        throw failure;
      }
    } catch (RuntimeException | Error failure) {
      release(settings, entry);
      throw failure;
    }
  }

  /** Keeps servers running, even unleased, until as many calls of {@link #endRun}. */
  public synchronized void beginRun() {
    runs++;
  }

  /** Stops what is not leased if this was the last run. */
  public void endRun() {
    List<Entry> unused = new ArrayList<>();
    synchronized (this) {
      runs--;
      if (runs == 0) {
        entries.values().stream().filter(entry -> entry.leases == 0).forEach(unused::add);
        entries.values().removeAll(unused);
      }
    }
    unused.forEach(Entry::stop);
  }

  private synchronized Entry use(BrokerSettings settings) {
    if (!hooked) {
      hooked = true;
      Runtime.getRuntime().addShutdownHook(new Thread(this::stopAll, "jetharness-shutdown"));
    }
    Entry entry = entries.computeIfAbsent(settings, unknown -> new Entry());
    entry.leases++;
    return entry;
  }

  private void release(BrokerSettings settings, Entry entry) {
    synchronized (this) {
      entry.leases--;
      if (entry.leases > 0 || runs > 0) {
        return;
      }
      entries.remove(settings, entry);
    }
    entry.stop();
  }

  private void stopAll() {
    List<Entry> all;
    synchronized (this) {
      all = List.copyOf(entries.values());
      entries.clear();
    }
    all.forEach(Entry::kill);
  }

  /** One server's place; whoever comes first starts it, the others wait. */
  private static final class Entry {
    private int leases;
    private @Nullable SharedServer server;

    synchronized SharedServer running(Supplier<RunningServer> starter) {
      SharedServer known = server;
      if (known != null && !known.server().isAlive()) {
        LOGGER.log(Level.WARNING, "starting a new server: {0}", known.server().report());
        stop();
        known = null;
      }
      if (known == null) {
        known = new SharedServer(starter.get());
        server = known;
      }
      return known;
    }

    synchronized void stop() {
      SharedServer known = server;
      server = null;
      if (known != null) {
        known.stop();
      }
    }

    /** Without ending connections: the JVM is going. */
    void kill() {
      SharedServer known = server;
      if (known != null) {
        known.server().close();
      }
    }
  }
}
