package dev.jetharness.inmemory.jetstream.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jetharness.inmemory.bus.Account;
import dev.jetharness.inmemory.bus.Delivery;
import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.account.Advisories;
import dev.jetharness.inmemory.jetstream.account.StateReport;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a snapshot in chunks. So many of them may be on their way; each acknowledgement lets
 * another one go.
 */
final class SnapshotDelivery implements Backup {
  private static final long WAIT_FOR_INTEREST = Duration.ofSeconds(2).toNanos();
  private static final long WAIT_FOR_FLOW = Duration.ofSeconds(5).toNanos();

  private final EngineContext context;
  private final Account account;
  private final Advisories advisories;
  private final Snapshot snapshot;
  private final SnapshotRequest request;
  private final Requester requester;
  private final Instant start;
  private final String acknowledgement;
  private final Consumer<Backup> onEnd;
  private @Nullable InternalSubscription interest;
  private @Nullable InternalSubscription acknowledgements;
  private @Nullable Timer timer;
  private boolean interested;
  private int slots;
  private int chunks;
  private boolean ended;

  SnapshotDelivery(
      EngineContext context,
      Advisories advisories,
      Snapshot snapshot,
      SnapshotRequest request,
      Requester requester,
      String id,
      Consumer<Backup> onEnd) {
    this.context = context;
    this.account = context.account();
    this.advisories = advisories;
    this.snapshot = snapshot;
    this.request = request;
    this.requester = requester;
    this.start = context.clock().instant();
    this.acknowledgement = "$JS.SNAPSHOT.ACK." + snapshot.name() + '.' + id;
    this.onEnd = onEnd;
  }

  /** Begins, or waits a moment for somebody to listen. */
  void start() {
    advisories.backup(
        "SNAPSHOT_CREATE",
        snapshot.name(),
        json -> {
          json.object("state", state -> StateReport.write(state, snapshot.state()));
          requester.describe(json);
          advisories.describeDomain(json);
        });
    interested = account.hasPlainInterest(request.deliverSubject());
    interest = account.watchInterest(request.deliverSubject(), this::interestChanged);
    if (interested) {
      begin();
    } else {
      wait(WAIT_FOR_INTEREST, this::begin);
    }
  }

  @Override
  public void abandon() {
    ended = true;
    stopWaiting();
    close(interest);
    close(acknowledgements);
    onEnd.accept(this);
  }

  private void begin() {
    acknowledgements =
        account.subscribe(acknowledgement + ".>", (message, sender) -> acknowledged());
    slots = request.chunksInFlight();
    waitForFlow();
    send();
  }

  /** Once it has begun the server takes any change of interest for a loss. */
  private void interestChanged() {
    boolean now = account.hasPlainInterest(request.deliverSubject());
    if (ended || now == interested) {
      return;
    }
    interested = now;
    if (acknowledgements == null) {
      begin();
    } else {
      end("408 No Interest", "no interest");
    }
  }

  /** What belongs to a stream is gone when that is. */
  private boolean acknowledged() {
    if (snapshot.isLost()) {
      return false;
    }
    slots++;
    context.sequencer().later(this::send);
    return true;
  }

  private void send() {
    while (slots > 0 && !ended) {
      if (snapshot.isLost()) {
        long last = snapshot.next() - 1;
        end("", "couldn't load next message after seq " + last + ": store is closed");
        return;
      }
      slots--;
      byte[] chunk = snapshot.read(request.chunk());
      if (chunk.length < request.chunk()) {
        sendLast(chunk);
        return;
      }
      chunks++;
      String reply = acknowledgement + '.' + chunk.length + '.' + chunks;
      waitForFlow();
      Delivery delivery = publish(reply, Message.EMPTY, chunk);
      if (delivery.congested()) {
        delivery.whenDrained(this::send);
        return;
      }
    }
  }

  private void sendLast(byte[] chunk) {
    if (chunk.length > 0) {
      Delivery unused = publish(null, Message.EMPTY, chunk);
    }
    end(chunks == 0 ? "" : "204", "");
  }

  private void end(String status, String error) {
    abandon();
    if (!snapshot.isLost()) {
      byte[] headers =
          status.isEmpty() ? Message.EMPTY : ("NATS/1.0 " + status + "\r\n\r\n").getBytes(US_ASCII);
      Delivery unused = publish(null, headers, Message.EMPTY);
    }
    Instant end = context.clock().instant();
    advisories.backup(
        "SNAPSHOT_COMPLETE",
        snapshot.name(),
        json -> {
          json.timeField("start", start).timeField("end", end);
          requester.describe(json);
          advisories.describeDomain(json);
          json.fieldIfSet("error", error);
        });
  }

  private Delivery publish(@Nullable String reply, byte[] headers, byte[] payload) {
    return account.publish(new Message(request.deliverSubject(), reply, headers, payload));
  }

  private void waitForFlow() {
    wait(WAIT_FOR_FLOW, () -> end("408 No Flow Response", "no flow response"));
  }

  private void wait(long nanos, Runnable then) {
    stopWaiting();
    timer = context.timers().schedule(TimerKind.SNAPSHOT_FLOW, nanos, then);
  }

  private void stopWaiting() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private static void close(@Nullable InternalSubscription subscription) {
    if (subscription != null) {
      subscription.close();
    }
  }
}
