package dev.jetharness.assertions;

import dev.jetharness.Broker;

/**
 * Entry point of the assertions on a broker; goes well beside AssertJ's own.
 *
 * <pre>{@code
 * import static dev.jetharness.assertions.JetStreamAssertions.assertThat;
 *
 * service.place(new Order("o-1"));
 *
 * assertThat(broker).published("orders.created").withMessageId("o-1").once();
 * assertThat(broker).stream("ORDERS").stored("orders.created");
 * assertThat(broker).consumer("ORDERS", "billing").acknowledged().withText("o-1").once();
 * assertThat(broker).neverPublished("orders.failed");
 * }</pre>
 *
 * <p><b>Waiting.</b> What should have happened is waited for, up to a limit: 5 seconds, or the
 * ISO-8601 duration in the system property {@code jetharness.assertions.limit}, or {@link
 * BrokerAssert#within}. No time passes when it has happened already.
 *
 * <p><b>What should not have happened</b> ({@code never…}, {@code once()}, {@code times(n)}) is
 * looked at behind a fence: every connection made by {@link Broker#connect} is pinged, so that all
 * that was sent on it has arrived; a stream is asked on a real server whether it is through with
 * what was published to it; a consumer with waiting demand is waited for until it has delivered
 * what it has. The fence does not wait for application code that is still running, for timers (ack
 * wait, delayed redelivery), for connections that the application made itself from {@link
 * Broker#options} or {@link Broker#url}, or, on a cluster, for messages published without awaiting
 * their acknowledgement: first assert what the application does last, then what it never did.
 *
 * @since 0.1
 */
public final class JetStreamAssertions {
  private JetStreamAssertions() {}

  /**
   * Begins an assertion on what went through a broker.
   *
   * @param broker the broker
   * @return assertions on it
   */
  public static BrokerAssert assertThat(Broker broker) {
    return new BrokerAssert(broker, new BrokerFence(broker));
  }
}
