package dev.jetharness.server;

import dev.jetharness.BrokerKind;
import java.io.IOException;

/** A broker that is one account of a shared server. */
public final class LeasedBroker extends RealBroker {
  private final Lease lease;

  /** Creates an open broker, which gives the lease back when it is closed. */
  public LeasedBroker(BrokerKind kind, Lease lease) {
    super(kind, lease.urls(), lease.addresses());
    this.lease = lease;
  }

  @Override
  public String serverVersion() {
    ensureOpen();
    return lease.serverVersion();
  }

  @Override
  protected String url(String host, int port) {
    return lease.account().url(host, port);
  }

  @Override
  protected void wipe() {
    lease.wipe();
  }

  @Override
  protected void giveBack() {
    lease.release();
  }

  @Override
  protected void connectFailed(IOException failure) {
    lease.ensureAlive(failure);
  }
}
