package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.bus.Delivery;
import dev.jetharness.inmemory.bus.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where one message goes: everybody with a plain subscription, one member of each queue group, and
 * then the broker's own handlers. Used again and again, so that routing allocates nothing.
 */
final class Route implements Consumer<Subscription> {
  private final List<Subscription.OfClient> plain = new ArrayList<>();
  private final List<Subscription.OfBroker> handlers = new ArrayList<>();
  private final List<QueueGroup> groups = new ArrayList<>();
  private int groupCount;

  /** The members of one queue group that match, whichever pattern each has. */
  private static final class QueueGroup {
    private final List<Subscription> members = new ArrayList<>();
    private String name = "";

    /** A random member gets the message, or the next that can take it. */
    @Nullable Subscription deliver(Message message, @Nullable ClientConnection sender) {
      int size = members.size();
      int first = size == 1 ? 0 : ThreadLocalRandom.current().nextInt(size);
      for (int i = 0; i < size; i++) {
        Subscription member = members.get((first + i) % size);
        if (member.deliver(message, sender)) {
          return member;
        }
      }
      return null;
    }
  }

  /** Takes a subscription that matches. */
  @Override
  public void accept(Subscription subscription) {
    String queue = subscription.queue();
    if (queue != null) {
      group(queue).members.add(subscription);
    } else if (subscription instanceof Subscription.OfClient client) {
      plain.add(client);
    } else if (subscription instanceof Subscription.OfBroker handler) {
      handlers.add(handler);
    }
  }

  /** Delivers to all that were found, and forgets them. */
  Delivery deliver(Message message, @Nullable ClientConnection sender) {
    ClientConnection receiver = null;
    boolean handled = false;
    for (int i = 0; i < plain.size(); i++) {
      Subscription.OfClient subscription = plain.get(i);
      if (subscription.deliver(message, sender)) {
        receiver = slower(receiver, subscription.client());
      }
    }
    for (int i = 0; i < groupCount; i++) {
      Subscription member = groups.get(i).deliver(message, sender);
      if (member instanceof Subscription.OfClient subscription) {
        receiver = slower(receiver, subscription.client());
      }
    }
    for (int i = 0; i < handlers.size(); i++) {
      handled |= handlers.get(i).deliver(message, sender);
    }
    clear();
    if (receiver != null) {
      return receiver.delivery();
    }
    return handled ? InternalDelivery.RECEIVED : InternalDelivery.NOT_RECEIVED;
  }

  /** The first receiver stands for all, unless a later one is congested. */
  private static ClientConnection slower(
      @Nullable ClientConnection first, ClientConnection second) {
    return first == null || second.delivery().congested() ? second : first;
  }

  private QueueGroup group(String name) {
    for (int i = 0; i < groupCount; i++) {
      QueueGroup known = groups.get(i);
      if (known.name.equals(name)) {
        return known;
      }
    }
    if (groupCount == groups.size()) {
      groups.add(new QueueGroup());
    }
    QueueGroup added = groups.get(groupCount++);
    added.name = name;
    return added;
  }

  private void clear() {
    plain.clear();
    handlers.clear();
    for (int i = 0; i < groupCount; i++) {
      groups.get(i).members.clear();
    }
    groupCount = 0;
  }

  /** Of a message that no client received. */
  enum InternalDelivery implements Delivery {
    RECEIVED,
    NOT_RECEIVED;

    @Override
    public boolean received() {
      return this == RECEIVED;
    }

    @Override
    public String receiver() {
      return "";
    }

    @Override
    public boolean congested() {
      return false;
    }

    @Override
    public void whenDrained(Runnable resume) {
      throw new IllegalStateException("no client has to be waited for");
    }
  }
}
