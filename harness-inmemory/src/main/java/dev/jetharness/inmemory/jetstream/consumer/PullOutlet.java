package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.Account;
import dev.jetharness.inmemory.bus.Delivery;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.time.TimerKind;
import dev.jetharness.inmemory.time.Timers;
import java.util.ArrayDeque;
import java.util.Iterator;
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
  private final ArrayDeque<PullRequest> requests = new ArrayDeque<>();
  private int noWaits;
  private int parked;
  private long checkedAt;
  private boolean checked;
  private @Nullable PullRequest claimed;

  PullOutlet(ConsumerState state, Runnable wake) {
    this.state = state;
    this.account = state.engine().account();
    this.timers = state.engine().timers();
    this.statuses = new StatusMessages(account);
    this.wake = wake;
  }

  /** Takes a request that passed the checks of its own, or tells why not. */
  void add(String reply, PullBody body) {
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
    PullRequest request = new PullRequest(reply, body);
    requests.add(request);
    if (request.noWait) {
      noWaits++;
    }
    if (request.expires) {
      request.expiry =
          timers.schedule(
              TimerKind.PULL_EXPIRY, Math.max(0, body.expires()), () -> expire(request));
    }
    if (body.heartbeat() > 0) {
      request.heartbeat = new IdleHeartbeat(
              timers, TimerKind.IDLE_HEARTBEAT, body.heartbeat(), () -> beat(request));
      request.heartbeat.start();
    }
    if (body.expires() >= 0) {
      wake.run();
    }
  }

  /** How many requests wait that somebody listens to. */
  int waiting() {
    dropUnheard();
    return requests.size();
  }

  @Override
  public boolean isOpen() {
    return requests.size() > parked;
  }

  @Override
  public @Nullable String claim(int size) {
    for (int passedOver = 0; passedOver < requests.size(); ) {
      PullRequest head = requests.element();
      if (head.parked) {
        rotate();
        passedOver++;
      } else if (head.bytes > 0 && size > head.bytes) {
        statuses.sendWithRest(
            head.reply, "409 Message Size Exceeds MaxBytes", head.remaining, head.bytes);
        remove(head);
      } else {
        countBytes(head, size);
        if (account.hasInterest(head.reply)) {
          serve(head);
          return head.reply;
        }
        remove(head);
      }
    }
    return null;
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
    if (noWaits == 0) {
      return;
    }
    Iterator<PullRequest> each = requests.iterator();
    while (each.hasNext()) {
      PullRequest request = each.next();
      if (request.endsWithStream()) {
        each.remove();
        forget(request);
        statuses.send(request.reply, "404 No Messages");
      }
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
    for (PullRequest each = requests.poll(); each != null; each = requests.poll()) {
      forget(each);
      if (withRest) {
        statuses.sendWithRest(each.reply, status, each.remaining, each.bytes);
      } else {
        statuses.send(each.reply, status);
      }
    }
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
    long requested = 0;
    for (PullRequest each : requests) {
      requested += each.remaining;
    }
    if (available < requested) {
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
    } else if (requests.size() > 1) {
      rotate();
    }
  }

  private void rotate() {
    requests.add(requests.remove());
  }

  private void park(PullRequest request, Delivery delivery) {
    request.parked = true;
    parked++;
    delivery.whenDrained(
        () -> {
          if (request.parked) {
            request.parked = false;
            parked--;
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
    Iterator<PullRequest> each = requests.iterator();
    while (each.hasNext()) {
      PullRequest request = each.next();
      if (!account.hasInterest(request.reply)) {
        each.remove();
        forget(request);
      }
    }
  }

  private boolean remove(PullRequest request) {
    boolean removed =
        requests.peek() == request ? requests.poll() != null : requests.remove(request);
    if (removed) {
      forget(request);
    }
    return removed;
  }

  /** What a request that is out of the queue leaves behind. */
  private void forget(PullRequest request) {
    request.stopTimers();
    if (request.noWait) {
      noWaits--;
    }
    if (request.parked) {
      request.parked = false;
      parked--;
    }
  }
}
