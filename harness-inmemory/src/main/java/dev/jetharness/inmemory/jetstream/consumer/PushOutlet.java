package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.Account;
import dev.jetharness.inmemory.bus.Delivery;
import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.time.TimerKind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pushes to the deliver subject while somebody listens there: a plain subscription, or a member of
 * the deliver group where there is one.
 */
final class PushOutlet implements Outlet {

  private final Account account;
  private final ConsumerState state;
  private final Runnable wake;
  private final Runnable interestChanged;
  private final StatusMessages statuses;
  private final @Nullable IdleHeartbeat heartbeat;
  private final @Nullable FlowControl flowControl;
  private final @Nullable InternalSubscription answers;
  private ConsumerConfig config;
  private InternalSubscription watch;
  private boolean active;
  private boolean congested;

  /**
   * An outlet that is closed until somebody listens.
   *
   * @param wake told that there may be somebody to deliver to
   * @param interestChanged told that somebody came or went
   * @param onAnswer told of each valid answer to flow control
   */
  PushOutlet(
      ConsumerState state,
      Runnable wake,
      Runnable interestChanged,
      Consumer<Message> onAnswer) {
    this.state = state;
    this.wake = wake;
    this.interestChanged = interestChanged;
    this.account = state.engine().account();
    this.statuses = new StatusMessages(account);
    this.config = state.config();
    this.heartbeat =
        config.idleHeartbeat().isZero()
            ? null
            : new IdleHeartbeat(
                state.engine().timers(),
                config.isForStreams() ? TimerKind.SOURCE_HEARTBEAT : TimerKind.IDLE_HEARTBEAT,
                Nanos.of(config.idleHeartbeat()),
                this::beat);
    if (config.flowControl()) {
      FlowControl control = new FlowControl(state.stream().name(), state.name());
      this.flowControl = control;
      this.answers =
          account.subscribe(
              control.subjects(),
              (message, sender) -> {
                if (control.answered(message.subject())) {
                  wake.run();
                  onAnswer.accept(message);
                }
                return true;
              });
    } else {
      this.flowControl = null;
      this.answers = null;
    }
    this.watch = account.watchInterest(config.deliverSubject(), this::refresh);
    this.active = hasInterest();
  }

  @Override
  public boolean isOpen() {
    return active && !congested && (flowControl == null || !flowControl.isStalled());
  }

  @Override
  public String claim(int size) {
    return config.deliverSubject();
  }

  @Override
  public void sent(Delivery delivery, int size) {
    boolean full = acknowledgesByFlowControl() && state.isAtMaxAckPending();
    if (flowControl != null && flowControl.sent(size, full)) {
      statuses.sendFlowControl(config.deliverSubject(), flowControl.newRequest());
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
    boolean moved = !updated.deliverSubject().equals(config.deliverSubject());
    config = updated;
    if (moved) {
      watch.close();
      watch = account.watchInterest(updated.deliverSubject(), this::refresh);
    }
    refresh();
  }

  @Override
  public void close() {
    active = false;
    watch.close();
    if (answers != null) {
      answers.close();
    }
    if (heartbeat != null) {
      heartbeat.stop();
    }
  }

  private void refresh() {
    boolean interest = hasInterest();
    if (interest == active) {
      return;
    }
    active = interest;
    if (!interest) {
      congested = false;
    }
    interestChanged.run();
    wake.run();
  }

  private boolean hasInterest() {
    return config.deliverGroup().isEmpty()
        ? account.hasPlainInterest(config.deliverSubject())
        : account.hasQueueInterest(config.deliverSubject(), config.deliverGroup());
  }

  private void beat() {
    if (active) {
      DeliveryBooks books = state.books();
      statuses.sendHeartbeat(
          config.deliverSubject(),
          books.nextConsumerSequence() - 1,
          books.nextSequence() - 1,
          flowControl == null ? "" : flowControl.request());
      askForAcknowledgements();
    }
    wake.run();
  }

  /** What was delivered last would otherwise stay unacknowledged until more is. */
  private void askForAcknowledgements() {
    if (flowControl != null
        && flowControl.request().isEmpty()
        && acknowledgesByFlowControl()
        && !state.books().pending().isEmpty()) {
      statuses.sendFlowControl(config.deliverSubject(), flowControl.newRequest());
    }
  }

  private boolean acknowledgesByFlowControl() {
    return config.ackPolicy() == AckPolicy.FLOW_CONTROL;
  }
}
