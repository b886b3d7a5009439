package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.Account;
import dev.jetharness.inmemory.bus.Delivery;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.time.TimerKind;
import dev.jetharness.inmemory.time.Timers;
import org.jspecify.annotations.Nullable;

/**
 * The pull requests that wait, served in turns: after each message the next one is at the head.
 * Requests that nobody listens to any more go without a word.
 */
final class PullOutlet implements Outlet {
  private static final long CHECK_INTERVAL = 1_000_000_000L;

  private final ConsumerState state;
  private final Account account;
  private final Timers timers;
  private final StatusMessages statuses;
  private final Runnable wake;
  private final PullRequestQueue requests = new PullRequestQueue();
  private final PriorityGate gate;
  private long checkedAt;
  private boolean checked;
  private @Nullable PullRequest claimed;

  PullOutlet(ConsumerState state, Runnable wake) {
    this.state = state;
    this.account = state.engine().account();
    this.timers = state.engine().timers();
    this.statuses = new StatusMessages(account);
    this.wake = wake;
    this.gate = new PriorityGate(state, wake);
  }

  /** Which client gets the messages, where only one does. */
  Pin pin() {
    return gate.pin();
  }

  /** Takes a request that passed the checks of its own, or tells why not. */
  void add(String reply, PullBody body) {
    String refusal = gate.arrived(body.priority());
    if (refusal != null) {
      statuses.send(reply, refusal);
      return;
    }
    if (isFull() && isCheckDue()) {
      dropUnheard();
    }
    if (body.noWait() && !canServeNow(reply, body)) {
      return;
    }
    if (isFull()) {
      // With a heartbeat the server stays silent, so that the client does not ask in a hot loop.
      if (body.heartbeat() <= 0) {
        statuses.send(reply, "409 Exceeded MaxWaiting");
      }
      return;
    }
    PullRequest request = new PullRequest(reply, body, gate.isPrioritized());
    requests.add(request);
    if (request.expires) {
      request.expiry =
          timers.schedule(
              TimerKind.PULL_EXPIRY,
              Math.max(0, body.expires()),
              () -> state.hold().whenOver(() -> expire(request)));
    }
    if (body.heartbeat() > 0) {
      request.heartbeat = new IdleHeartbeat(state, body.heartbeat(), () -> beat(request));
      request.heartbeat.start();
    }
    wake.run();
  }

  /** How many requests wait that somebody listens to. */
  int waiting() {
    dropUnheard();
    return requests.size();
  }

  @Override
  public boolean isOpen() {
    return requests.hasTurn();
  }

  @Override
  public @Nullable String claim(int size, long pending) {
    gate.open();
    int waiting = 0;
    for (PullRequest head = requests.head(); head != null; head = requests.head()) {
      if (head.overAlready) {
        expire(head);
        continue;
      }
      switch (gate.judge(head, pending)) {
        case WAITS -> {
          requests.next();
          if (++waiting >= requests.size()) {
            return null;
          }
        }
        case WRONG_PIN -> refuse(head, "423 Nats-Wrong-Pin-Id");
        case SERVED -> {
          if (head.bytes > 0 && size > head.bytes) {
            gate.turnedDown();
            refuse(head, "409 Message Size Exceeds MaxBytes");
          } else {
            countBytes(head, size);
            if (account.hasInterest(head.reply)) {
              serve(head);
              return head.reply;
            }
            remove(head);
          }
        }
      }
    }
    return null;
  }

  @Override
  public byte[] stamp(byte[] headers) {
    return gate.stamp(headers);
  }

  @Override
  public void sent(Delivery delivery, int size) {
    PullRequest request = claimed;
    if (request == null) {
      return;
    }
    if (request.remaining <= 0) {
      if (request.bytes > 0) {
        statuses.sendWithRest(
            request.reply, "409 Batch Completed", request.remaining, request.bytes);
      }
      return;
    }
    if (request.heartbeat != null) {
      request.heartbeat.sent();
    }
    if (delivery.congested()) {
      park(request, delivery);
    }
  }

  @Override
  public void notReceived() {
    dropUnheard();
    if (claimed != null && requests.contains(claimed)) {
      claimed.remaining++;
      claimed.delivered--;
    }
  }

  @Override
  public void endOfStream() {
    if (requests.hasNoWaits()) {
      requests.removeIf(
          PullRequest::endsWithStream,
          ended -> {
            ended.stopTimers();
            statuses.send(ended.reply, "404 No Messages");
          });
    }
  }

  @Override
  public void nobodyServed() {
    // A request that stands aside will be served once its receiver has read.
    if (!requests.hasAnyAside()) {
      endOfStream();
    }
  }

  @Override
  public boolean isUsed() {
    endOfStream();
    return waiting() > 0;
  }

  @Override
  public void start() {}

  @Override
  public void update(ConsumerConfig config) {}

  @Override
  public void close() {
    endAll("409 Consumer Deleted", false);
  }

  /** The server goes down: tells all who wait. */
  void serverShutdown() {
    endAll("409 Server Shutdown", true);
  }

  private void endAll(String status, boolean withRest) {
    requests.removeIf(
        each -> true,
        each -> {
          each.stopTimers();
          if (withRest) {
            statuses.sendWithRest(each.reply, status, each.remaining, each.bytes);
          } else {
            statuses.send(each.reply, status);
          }
        });
  }

  /** Whether a no-wait request may be queued: messages are there, or it can wait for some. */
  private boolean canServeNow(String reply, PullBody body) {
    long available = state.numPending().get() + state.books().redeliveries().size();
    if (available == 0) {
      if (body.expires() == 0) {
        statuses.send(reply, "404 No Messages");
        return false;
      }
      return true;
    }
    dropUnheard();
    if (available < requests.wanted()) {
      statuses.send(reply, "408 Requests Pending");
      return false;
    }
    return true;
  }

  /** When exactly nothing would be left, the message at hand is the last one. */
  private static void countBytes(PullRequest request, long size) {
    if (request.bytes > 0) {
      request.bytes -= size;
      if (request.bytes == 0) {
        request.remaining = 1;
      }
    }
  }

  private void serve(PullRequest head) {
    claimed = head;
    head.delivered++;
    head.remaining--;
    if (head.remaining <= 0) {
      remove(head);
    } else {
      requests.next();
    }
  }

  private void refuse(PullRequest request, String status) {
    statuses.sendWithRest(request.reply, status, request.remaining, request.bytes);
    remove(request);
  }

  private void park(PullRequest request, Delivery delivery) {
    requests.park(request);
    delivery.whenDrained(
        () -> {
          if (requests.unpark(request)) {
            wake.run();
          }
        });
  }

  private void expire(PullRequest request) {
    request.expiry = null;
    if (remove(request)) {
      statuses.sendWithRest(request.reply, "408 Request Timeout", request.remaining, request.bytes);
      timerRan();
    }
  }

  private void beat(PullRequest request) {
    if (account.hasInterest(request.reply)) {
      DeliveryBooks books = state.books();
      statuses.sendHeartbeat(
          request.reply, books.nextConsumerSequence() - 1, books.nextSequence() - 1, "");
    } else {
      remove(request);
    }
    timerRan();
  }

  /** Whichever request a timer is for, the server takes the chance to look at all of them. */
  private void timerRan() {
    endOfStream();
    wake.run();
  }

  private boolean isFull() {
    return requests.size() >= state.config().maxWaiting();
  }

  /** Full queues are looked through at most once a second. */
  private boolean isCheckDue() {
    return !checked || timers.now(TimerKind.PULL_EXPIRY) - checkedAt > CHECK_INTERVAL;
  }

  private void dropUnheard() {
    checked = true;
    checkedAt = timers.now(TimerKind.PULL_EXPIRY);
    requests.removeIf(request -> !account.hasInterest(request.reply), PullRequest::stopTimers);
  }

  private boolean remove(PullRequest request) {
    boolean removed = requests.remove(request);
    if (removed) {
      request.stopTimers();
    }
    return removed;
  }
}
