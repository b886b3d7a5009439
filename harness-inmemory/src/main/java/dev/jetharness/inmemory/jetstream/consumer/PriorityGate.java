package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.PriorityPolicy;
import dev.jetharness.inmemory.jetstream.stream.HeaderBlock;
import org.jspecify.annotations.Nullable;

/** Lets pull requests through to a message as the consumer's priority policy says (ADR-42). */
final class PriorityGate {
  private static final String PIN_ID = "Nats-Pin-Id";

  private final ConsumerState state;
  private final Pin pin;
  private boolean givesPin;

  /** What becomes of a request whose turn it is. */
  enum Verdict {
    SERVED,
    WAITS,
    WRONG_PIN
  }

  PriorityGate(ConsumerState state, Runnable wake) {
    this.state = state;
    this.pin = new Pin(state, wake);
  }

  Pin pin() {
    return pin;
  }

  /** Whether requests are ordered by their priority. */
  boolean isPrioritized() {
    return policy() == PriorityPolicy.PRIORITIZED;
  }

  /** Takes note of a request that came in; returns a status that refuses it, or null. */
  @Nullable String arrived(@Nullable PriorityRequest request) {
    if (request == null || policy() == PriorityPolicy.NONE || pin.isFree()) {
      return null;
    }
    if (request.pinId().equals(pin.id())) {
      pin.used(request.group());
      return null;
    }
    return request.pinId().isEmpty() ? null : "423 Nats-Pin-Id mismatch";
  }

  /** A message is at hand: who is judged from now on may get a pin that is free by now. */
  void open() {
    givesPin = policy() == PriorityPolicy.PINNED_CLIENT && pin.isFree();
  }

  /**
   * Judges the request whose turn it is.
   *
   * @param pending how many messages are pending, the one at hand included
   */
  Verdict judge(PullRequest request, long pending) {
    if (givesPin) {
      if (!request.pinId.isEmpty()) {
        return Verdict.WRONG_PIN;
      }
      givePin(request);
    } else if (!pin.isFree() && !request.pinId.equals(pin.id())) {
      return request.pinId.isEmpty() ? Verdict.WAITS : Verdict.WRONG_PIN;
    }
    PriorityRequest priority = request.priority;
    boolean waits =
        policy() == PriorityPolicy.OVERFLOW
            && priority != null
            && priority.isBelow(pending, state.books().pending().size());
    return waits ? Verdict.WAITS : Verdict.SERVED;
  }

  /** The message does not fit the request that was just let through; a pin it got is free again. */
  void turnedDown() {
    if (givesPin) {
      pin.free();
    }
  }

  /** The headers of a message with the pin of its receiver, which is empty outside of groups. */
  byte[] stamp(byte[] headers) {
    return policy() == PriorityPolicy.PINNED_CLIENT
        ? HeaderBlock.of(headers).with(PIN_ID, pin.id()).bytes()
        : headers;
  }

  private void givePin(PullRequest request) {
    PriorityRequest priority = request.priority;
    if (priority != null) {
      pin.assign(priority.group());
      request.pinId = pin.id();
    }
  }

  private PriorityPolicy policy() {
    return state.config().priorityPolicy();
  }
}
