package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.Client;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.jetstream.stream.ConsumedStream;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.jetstream.stream.StreamListener;
import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of a stream: keeps where it is, delivers to whoever listens or asks, and acts upon
 * acknowledgements. All methods are called under the broker's lock.
 */
public final class Consumer implements StreamListener {
  /** Lets no subject pass, as none is empty. */
  private static final SubjectFilter NOTHING = SubjectFilter.of(List.of(""));

  private final ConsumerState state;
  private final StatusMessages statuses;
  private final Acknowledgements acknowledgements;
  private final Redelivery redelivery;
  private final Outlet outlet;
  private final Inactivity inactivity;
  private final Pause pause;
  private final DeliveryLoop loop;
  private final Runnable onGone;
  private final ConsumerInfos infos;
  private boolean resumed;
  private boolean started;
  private boolean closed;

  /**
   * Creates a consumer that does not deliver yet.
   *
   * @param engine what it works with
   * @param stream what it reads
   * @param name its name, which its configuration need not hold
   * @param config its effective configuration
   * @param onGone told when it deleted itself for inactivity
   */
  public Consumer(
      EngineContext engine,
      ConsumedStream stream,
      String name,
      ConsumerConfig config,
      Runnable onGone) {
    this.state = new ConsumerState(engine, stream, name, config, this::ackWaitOver);
    this.statuses = new StatusMessages(engine.account());
    this.acknowledgements = new Acknowledgements(state);
    this.redelivery = new Redelivery(state, acknowledgements);
    this.onGone = onGone;
    this.outlet =
        config.isPush()
            ? new PushOutlet(state, acknowledgements, this::wake, this::interestChanged)
            : new PullOutlet(state, this::wake);
    this.inactivity = new Inactivity(state, outlet, this::inactive);
    this.pause = new Pause(state, this::wake);
    this.pause.update();
    this.infos = new ConsumerInfos(state, outlet, pause);
    this.loop = new DeliveryLoop(state, outlet, redelivery, inactivity, pause);
    stream.addListener(this, state.filter());
  }

  /** Tells who listens that it was created. */
  public void announce() {
    state.advisories().created();
  }

  public String name() {
    return state.name();
  }

  public ConsumerConfig config() {
    return state.config();
  }

  /** When it was created, in nanoseconds since the epoch. */
  public long created() {
    return state.created();
  }

  /** Whether it is a push consumer that somebody listens to. */
  public boolean pushBound() {
    return infos.pushBound();
  }

  /** What there is to tell of it. */
  public ConsumerInfos infos() {
    return infos;
  }

  /** All counters, as of now. */
  public ConsumerInfo info() {
    return infos.now();
  }

  /** How far it is. */
  public ConsumerProgress progress() {
    return new ProgressRecord(state.books()).read(state.stream());
  }

  /** Goes on, once it is started, from where another consumer was. */
  public void resume(ConsumerProgress progress) {
    new ProgressRecord(state.books()).write(progress);
    resumed = true;
  }

  /** Whether it was started: until then it takes neither requests nor acknowledgements. */
  public boolean isStarted() {
    return started;
  }

  /** Begins to deliver, once the response to its creation has been taken. */
  public void start() {
    if (closed) {
      return;
    }
    started = true;
    if (resumed) {
      state.recount();
      state.books().watchPending();
    }
    outlet.start();
    inactivity.start();
    loop.start();
  }

  /** Takes over a configuration that may replace the present one. */
  public void update(ConsumerConfig updated) {
    ConsumerConfig before = state.config();
    boolean moved = !updated.deliverSubject().equals(before.deliverSubject());
    if (moved) {
      // Under the old max deliver still: the server turns to that later.
      redelivery.redeliverAll();
    }
    boolean filterChanged = state.update(updated);
    acknowledgements.update();
    loop.update();
    pause.updateFrom(before.pauseUntil());
    DeliveryBooks books = state.books();
    if (!updated.ackWait().equals(before.ackWait())
        || !updated.backoff().equals(before.backoff())) {
      books.ackWait().configure(updated, books.pending(), books.counts());
    }
    if (updated.sourcing()) {
      new Reset(state).toFloor();
    }
    outlet.update(updated);
    inactivity.update();
    if (filterChanged) {
      state.stream().addListener(this, hasFilter(updated) ? state.filter() : NOTHING);
      state.stream().interestChanged(books.floorSequence());
      state.recount();
    }
    wakeIf(moved || updated.sourcing() || updated.maxAckPending() != before.maxAckPending());
  }

  /** Tells of its pause, if it is in one. */
  public void announcePause() {
    if (pause.isOn()) {
      pause.announce();
    }
  }

  /**
   * Goes on with another sequence, as if it began there.
   *
   * @param sequence the sequence; zero for the first one that is not acknowledged
   * @return the sequence
   * @throws ApiException 10204 if its deliver policy does not allow that
   */
  public long reset(long sequence) throws ApiException {
    long next = new Reset(state).to(sequence);
    wake();
    return next;
  }

  /** After an update to no filter at all, 2.15.1 does not tell a consumer of messages any more. */
  private static boolean hasFilter(ConsumerConfig config) {
    return !config.filterSubject().isEmpty() || !config.filterSubjects().isEmpty();
  }

  /** Takes a pull request. */
  public void pull(Message request, @Nullable Client sender) {
    String reply = request.reply();
    if (reply == null || closed) {
      return;
    }
    if (outlet instanceof PullOutlet && ApiLevel.isBeyond(request.headers())) {
      statuses.send(reply, "412 Required Api Level");
      return;
    }
    pull(reply, request.payload());
  }

  private void pull(String reply, byte[] body) {
    if (!(outlet instanceof PullOutlet pull)) {
      statuses.send(reply, "409 Consumer is push based");
      return;
    }
    PullBody request;
    try {
      request = PullBody.parse(body);
    } catch (JsonException e) {
      statuses.send(reply, PullRequests.malformed(e));
      return;
    }
    String refusal = PullRequests.refusal(request, state.config());
    if (refusal != null) {
      statuses.send(reply, refusal);
      return;
    }
    inactivity.used();
    pull.add(reply, request);
  }

  /**
   * Takes an acknowledgement.
   *
   * @param delivery what its subject says
   * @param message the acknowledgement
   * @param sender who sent it; null for the broker itself
   */
  public void acknowledge(AckSubject delivery, Message message, @Nullable Client sender) {
    if (closed) {
      return;
    }
    inactivity.acknowledged();
    boolean wasFull = state.isAtMaxAckPending();
    AckBody next = acknowledgements.process(delivery, message, sender);
    String reply = message.reply();
    if (next != null && reply != null) {
      pull(reply, next.argument());
    }
    wakeIf(wasFull || state.books().redeliveries().size() > 0);
  }

  /** Whether messages are acknowledged one by one or in series; if not, nobody listens. */
  public boolean acceptsAcks() {
    AckPolicy policy = state.config().ackPolicy();
    return policy == AckPolicy.EXPLICIT || policy == AckPolicy.ALL;
  }

  /** Whether anybody listens to its deliver subject, which may then not be changed. */
  public boolean isListenedTo() {
    ConsumerConfig config = state.config();
    return config.isPush() && state.engine().account().hasInterest(config.deliverSubject());
  }

  /** Takes the pin of a priority group from the client that holds it. */
  public void unpin(String group) {
    if (outlet instanceof PullOutlet pull) {
      pull.pin().unpin(group);
    }
  }

  /** Ends it. */
  public void delete() {
    if (close()) {
      state.stream().removeListener(this);
      state.stream().interestChanged(state.books().floorSequence());
    }
  }

  /** Tells who waits that the server goes down. */
  public void serverShutdown() {
    if (outlet instanceof PullOutlet pull) {
      pull.serverShutdown();
    }
  }

  @Override
  public void stored(StoredMessage message) {
    // Counted even below a start sequence that is yet to come, as on the server.
    state.numPending().increment();
    if (message.sequence() >= state.books().nextSequence() && outlet.isOpen()) {
      wake();
    }
  }

  @Override
  public void removed(StoredMessage message) {
    DeliveryBooks books = state.books();
    long sequence = message.sequence();
    if (sequence >= books.nextSequence()) {
      state.numPending().decrement();
    }
    PendingMessage pending = books.pending().get(sequence);
    if (pending == null) {
      books.forgetGivenUp(sequence);
    } else {
      // The stream may be in the middle of a purge, which settles the books in its own way.
      state.engine().sequencer().later(() -> terminate(pending));
    }
  }

  private void terminate(PendingMessage removed) {
    if (!closed) {
      boolean wasFull = state.isAtMaxAckPending();
      acknowledgements.deleted(removed);
      wakeIf(wasFull);
    }
  }

  @Override
  public void removedInBulk() {
    state.books().counts().removeBelow(state.stream().firstSequence());
    state.recount();
  }

  @Override
  public void purged(SubjectFilter purged, long before, boolean whole) {
    // The server does not wake a consumer for a purge, even if it may go on now.
    Purge.of(purged, state.filter()).apply(state, purged);
  }

  @Override
  public boolean needs(long sequence, String subject) {
    return state.filter().matches(subject) && state.books().needs(sequence);
  }

  @Override
  public boolean countsForInterest() {
    return !state.config().direct();
  }

  @Override
  public void configurationChanged() {}

  @Override
  public void streamDeleted() {
    close();
  }

  private boolean close() {
    if (closed) {
      return false;
    }
    closed = true;
    loop.stop();
    inactivity.stop();
    pause.stop();
    state.books().ackWait().close();
    state.advisories().deleted();
    state.engine().sequencer().later(outlet::close);
    return true;
  }

  private void wake() {
    loop.wake();
  }

  /** The loop is woken when the server's is, as it moves on over what does not match. */
  private void wakeIf(boolean reason) {
    if (reason) {
      wake();
    }
  }

  private void interestChanged() {
    inactivity.interestChanged();
  }

  private void ackWaitOver() {
    boolean wasFull = state.isAtMaxAckPending();
    wakeIf(redelivery.ackWaitOver() || wasFull);
  }

  private void inactive() {
    delete();
    onGone.run();
  }
}
