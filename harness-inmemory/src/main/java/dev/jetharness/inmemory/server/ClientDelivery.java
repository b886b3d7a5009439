package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.bus.Delivery;
import dev.jetharness.inmemory.transport.Outbound;
import java.util.ArrayList;
import java.util.List;

/** What becomes of messages that a client receives: one object for all of them. */
final class ClientDelivery implements Delivery {
  private static final System.Logger LOG = System.getLogger(ClientDelivery.class.getName());

  private final ClientConnection client;
  private final Outbound outbound;
  private final ServerContext context;
  private final long congestion;
  private final List<Runnable> waiting = new ArrayList<>();

  ClientDelivery(ClientConnection client, Outbound outbound, ServerContext context) {
    this.client = client;
    this.outbound = outbound;
    this.context = context;
    this.congestion = context.options().maxPending() / 4;
  }

  @Override
  public boolean received() {
    return true;
  }

  @Override
  public String receiver() {
    return client.label();
  }

  @Override
  public boolean congested() {
    return outbound.exceeds(congestion);
  }

  @Override
  public void whenDrained(Runnable resume) {
    waiting.add(resume);
    if (!client.isOpen() || !outbound.whenBelow(congestion, this::drained)) {
      context.sequencer().later(this::resumeAll);
    }
  }

  /** Called by the thread that reads for the client. */
  private void drained() {
    try {
      context.sequencer().run(this::resumeAll);
    } catch (RuntimeException e) {
      // Not the reader's fault: it would end the client's thread.
      LOG.log(System.Logger.Level.ERROR, "a delivery could not be resumed", e);
    }
  }

  /** Resumes all who wait, also when the client is gone: they look for another receiver. */
  void resumeAll() {
    List<Runnable> resumed = List.copyOf(waiting);
    waiting.clear();
    resumed.forEach(context.sequencer()::later);
  }
}
