package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.Account;
import dev.jetharness.inmemory.time.BrokerClock;
import dev.jetharness.inmemory.time.Sequencer;
import dev.jetharness.inmemory.time.Timers;
import dev.jetharness.traffic.TrafficSink;

/**
 * What every stream and consumer of an account works with.
 *
 * @param account where they subscribe and publish
 * @param sequencer the broker's one order of events
 * @param clock the broker's clock
 * @param timers where they set timers
 * @param traffic what records their doings
 * @param batches how many batches they may have in flight
 * @param domain the JetStream domain; empty if it has no name
 * @param quota how much the streams may take
 */
public record EngineContext(
    Account account,
    Sequencer sequencer,
    BrokerClock clock,
    Timers timers,
    TrafficSink traffic,
    BatchQuotas batches,
    String domain,
    StorageQuota quota) {

  /** No domain, and no quota. */
  public EngineContext(
      Account account,
      Sequencer sequencer,
      BrokerClock clock,
      Timers timers,
      TrafficSink traffic,
      BatchQuotas batches) {
    this(account, sequencer, clock, timers, traffic, batches, "", StorageQuota.UNLIMITED);
  }

  /** The same in a domain, with a quota. */
  public EngineContext within(String itsDomain, StorageQuota itsQuota) {
    return new EngineContext(
        account, sequencer, clock, timers, traffic, batches, itsDomain, itsQuota);
  }
}
