package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.Account;
import dev.jetharness.inmemory.bus.Delivery;
import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.bus.MessageHandler;
import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pushes to the deliver subject while somebody listens there: a plain subscription, or a member of
 * the deliver group where there is one.
 */
final class PushOutlet implements Outlet {

  private final Account account;
  private final ConsumerState state;
  private final Acknowledgements acknowledgements;
  private final Runnable wake;
  private final Runnable interestChanged;
  private final StatusMessages statuses;
  private final @Nullable IdleHeartbeat heartbeat;
  private final @Nullable FlowControl flowControl;
  private final List<InternalSubscription> answers = new ArrayList<>();
  private final DeliverInterest interest;
  private ConsumerConfig config;
  private boolean active;
  private boolean congested;

  PushOutlet(
      ConsumerState state,
      Acknowledgements acknowledgements,
      Runnable wake,
      Runnable interestChanged) {
    this.state = state;
    this.acknowledgements = acknowledgements;
    this.wake = wake;
    this.interestChanged = interestChanged;
    this.account = state.engine().account();
    this.statuses = new StatusMessages(account);
    this.config = state.config();
    this.heartbeat =
        config.idleHeartbeat().isZero()
            ? null
            : new IdleHeartbeat(state, Nanos.of(config.idleHeartbeat()), this::beat);
    if (config.flowControl()) {
      FlowControl control = new FlowControl(account.name(), state.stream().name(), state.name());
      this.flowControl = control;
      MessageHandler handler = (message, sender) -> answered(control, message);
      answers.add(account.subscribe(control.subjects(), handler));
      answers.add(account.subscribe(control.otherSubjects(), handler));
    } else {
      this.flowControl = null;
    }
    this.interest = new DeliverInterest(account, this::hear);
    this.active = interest.watch(config.deliverSubject(), config.deliverGroup());
  }

  @Override
  public boolean isOpen() {
    return active && !congested && (flowControl == null || !flowControl.isStalled());
  }

  @Override
  public String claim(int size, long pending) {
    return config.deliverSubject();
  }

  @Override
  public byte[] stamp(byte[] headers) {
    return headers;
  }

  @Override
  public void sent(Delivery delivery, int size) {
    if (flowControl != null && flowControl.sent(size, acknowledgesNow())) {
      ask(flowControl);
    }
    if (heartbeat != null) {
      heartbeat.sent();
    }
    if (delivery.congested()) {
      congested = true;
      delivery.whenDrained(
          () -> {
            congested = false;
            wake.run();
          });
    }
  }

  @Override
  public void notReceived() {
    active = account.hasInterest(config.deliverSubject());
    interestChanged.run();
  }

  @Override
  public void endOfStream() {}

  @Override
  public boolean isUsed() {
    return active;
  }

  @Override
  public void start() {
    if (heartbeat != null) {
      heartbeat.start();
    }
  }

  @Override
  public void update(ConsumerConfig updated) {
    ConsumerConfig before = config;
    config = updated;
    if (!updated.deliverSubject().equals(before.deliverSubject())) {
      interest.unwatch(before.deliverSubject(), before.deliverGroup());
      boolean there = interest.watch(updated.deliverSubject(), before.deliverGroup());
      // The response to the update still tells of the old subject.
      state.engine().sequencer().later(() -> hear(there));
    }
  }

  @Override
  public void close() {
    active = false;
    interest.close();
    answers.forEach(InternalSubscription::close);
    if (heartbeat != null) {
      heartbeat.stop();
    }
  }

  private void hear(boolean interested) {
    state.hold().whenOver(() -> activate(interested));
  }

  private void activate(boolean interested) {
    if (interested == active) {
      return;
    }
    active = interested;
    if (!interested) {
      congested = false;
    }
    interestChanged.run();
    wake.run();
  }

  private boolean answered(FlowControl control, Message answer) {
    if (control.answered(answer.subject())) {
      acknowledgements.answered(answer);
      wake.run();
    }
    return true;
  }

  private void ask(FlowControl control) {
    statuses.sendFlowControl(config.deliverSubject(), control.newRequest());
  }

  /** Whether only an answer to flow control lets delivery go on. */
  private boolean acknowledgesNow() {
    return config.ackPolicy() == AckPolicy.FLOW_CONTROL && state.isAtMaxAckPending();
  }

  private void beat() {
    if (active) {
      DeliveryBooks books = state.books();
      statuses.sendHeartbeat(
          config.deliverSubject(),
          books.nextConsumerSequence() - 1,
          books.nextSequence() - 1,
          flowControl == null ? "" : flowControl.request());
      askForWhatIsPending();
    }
    wake.run();
  }

  /** When it is quiet the server asks how far the client is, if that is how it acknowledges. */
  private void askForWhatIsPending() {
    if (flowControl != null
        && flowControl.request().isEmpty()
        && config.ackPolicy() == AckPolicy.FLOW_CONTROL
        && !state.books().pending().isEmpty()) {
      ask(flowControl);
    }
  }
}
