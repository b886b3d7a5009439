package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.time.BrokerClock;
import dev.jetharness.inmemory.time.Sequencer;
import dev.jetharness.inmemory.time.Timers;
import dev.jetharness.traffic.TrafficSink;

/**
 * What all connections of a server share.
 *
 * @param options how the server is set up
 * @param identity who it says it is
 * @param sequencer the broker's one order of events
 * @param clock the broker's clock
 * @param timers where connections set their timers
 * @param traffic what records publishes
 * @param account the account that clients belong to
 * @param clients who is connected
 * @param statistics what is counted
 */
record ServerContext(
    ServerOptions options,
    ServerIdentity identity,
    Sequencer sequencer,
    BrokerClock clock,
    Timers timers,
    TrafficSink traffic,
    ServerAccount account,
    Clients clients,
    Statistics statistics) {}
