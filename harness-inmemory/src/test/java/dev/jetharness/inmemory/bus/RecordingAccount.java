package dev.jetharness.inmemory.bus;

import dev.jetharness.inmemory.subject.Subjects;
import dev.jetharness.inmemory.time.Sequencer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An account without a server: it routes to the handlers that subscribed and to the interest that a
 * test declares with {@link #listen}, and keeps all that was sent.
 */
public final class RecordingAccount implements Account {
  private final Sequencer sequencer;
  private final List<Handler> handlers = new ArrayList<>();
  private final List<Interest> interests = new ArrayList<>();
  private final List<Watch> watches = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private final List<Runnable> resumes = new ArrayList<>();
  private boolean congested;
  private int toLose;

  /** What the engine sent where; the destination differs from the subject for deliveries. */
  public record Sent(String destination, Message message) {
    /** The payload, as text. */
    public String text() {
      return new String(message.payload(), StandardCharsets.UTF_8);
    }

    /** The header block, as text. */
    public String headers() {
      return new String(message.headers(), StandardCharsets.UTF_8);
    }
  }

  private record Handler(String subject, MessageHandler handler) {}

  private record Interest(String subject, @Nullable String queue) {}

  private record Watch(String subject, Runnable onChange) {}

  private int maxPayload = 1 << 20;

  public RecordingAccount(Sequencer sequencer) {
    this.sequencer = sequencer;
  }

  /** All that the engine sent, oldest first. */
  public List<Sent> sent() {
    return sent;
  }

  /** What the engine sent to a destination, oldest first. */
  public List<Sent> sentTo(String destination) {
    return sent.stream().filter(each -> each.destination().equals(destination)).toList();
  }

  /** The subjects on which handlers listen now. */
  public List<String> subscriptions() {
    return handlers.stream().map(Handler::subject).toList();
  }

  /** How many watches of interest there are. */
  public int watched() {
    return watches.size();
  }

  /** Publishes as a client does, in an event of its own; tells whether a handler received it. */
  public boolean send(Message message, @Nullable Client sender) {
    return sequencer.call(() -> route(message.subject(), message, sender));
  }

  /** Publishes text without headers as an unnamed client does. */
  public boolean send(String subject, @Nullable String reply, String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    return send(new Message(subject, reply, Message.EMPTY, payload), null);
  }

  /** Subscribes a client. */
  public InternalSubscription listen(String subject) {
    return add(new Interest(subject, null));
  }

  /** Subscribes a client as a member of a queue group. */
  public InternalSubscription listen(String subject, String queue) {
    return add(new Interest(subject, queue));
  }

  /** Makes every receiver a slow one, or no longer. */
  public void congested(boolean value) {
    congested = value;
  }

  /** Lets the next deliveries reach nobody. */
  public void lose(int deliveries) {
    toLose = deliveries;
  }

  /** Runs, in an event, what waits for receivers to have read. */
  public void drain() {
    congested = false;
    List<Runnable> waiting = List.copyOf(resumes);
    resumes.clear();
    sequencer.run(() -> waiting.forEach(Runnable::run));
  }

  @Override
  public String name() {
    return "$G";
  }

  @Override
  public int maxPayload() {
    return maxPayload;
  }

  /** Sets the largest message that a client may publish, in bytes. */
  public void limitPayload(int bytes) {
    maxPayload = bytes;
  }

  @Override
  public InternalSubscription subscribe(String subject, MessageHandler handler) {
    Interest interest = new Interest(subject, null);
    InternalSubscription subscription =
        closeable(handlers, new Handler(subject, handler), gone -> changed(interest));
    changed(interest);
    return subscription;
  }

  @Override
  public Delivery publish(Message message) {
    return deliver(message.subject(), message);
  }

  @Override
  public Delivery deliver(String destination, Message message) {
    sent.add(new Sent(destination, message));
    if (toLose > 0) {
      toLose--;
      return new Recorded(false, "");
    }
    boolean client = interests.stream().anyMatch(each -> matches(destination, each.subject()));
    boolean handled = route(destination, message, null);
    return new Recorded(client || handled, client ? "client" : "");
  }

  @Override
  public boolean hasInterest(String subject) {
    return handlers.stream().anyMatch(each -> matches(subject, each.subject()))
        || interests.stream().anyMatch(each -> matches(subject, each.subject()));
  }

  @Override
  public boolean hasPlainInterest(String subject) {
    return handlers.stream().anyMatch(each -> each.subject().equals(subject))
        || interests.contains(new Interest(subject, null));
  }

  @Override
  public boolean hasQueueInterest(String subject, String queue) {
    return interests.contains(new Interest(subject, queue));
  }

  @Override
  public InternalSubscription watchInterest(String subject, Runnable onChange) {
    return closeable(watches, new Watch(subject, onChange), gone -> {});
  }

  private boolean route(String destination, Message message, @Nullable Client sender) {
    boolean received = false;
    for (Handler each : List.copyOf(handlers)) {
      if (matches(destination, each.subject())) {
        received |= each.handler().onMessage(message, sender);
      }
    }
    return received;
  }

  private InternalSubscription add(Interest interest) {
    InternalSubscription subscription = closeable(interests, interest, this::changed);
    changed(interest);
    return subscription;
  }

  private void changed(Interest interest) {
    for (Watch each : List.copyOf(watches)) {
      if (each.subject().equals(interest.subject())) {
        sequencer.run(each.onChange());
      }
    }
  }

  private static boolean matches(String literal, String pattern) {
    return Subjects.matches(literal, pattern);
  }

  /** Adds an element that is taken out, by identity, when the subscription is closed. */
  private static <T> InternalSubscription closeable(
      List<T> list, T element, Consumer<T> afterwards) {
    list.add(element);
    return () -> {
      if (list.removeIf(each -> each == element)) {
        afterwards.accept(element);
      }
    };
  }

  private final class Recorded implements Delivery {
    private final boolean received;
    private final String receiver;

    Recorded(boolean received, String receiver) {
      this.received = received;
      this.receiver = receiver;
    }

    @Override
    public boolean received() {
      return received;
    }

    @Override
    public String receiver() {
      return receiver;
    }

    @Override
    public boolean congested() {
      return congested;
    }

    @Override
    public void whenDrained(Runnable resume) {
      resumes.add(resume);
    }
  }
}
