package dev.jetharness.conformance.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import org.jspecify.annotations.Nullable;

/** The inactive threshold of consumers that become durable by an update, or cease to be. */
class InactiveThresholdContractTest {
  private static final long DEFAULT = 5_000_000_000L;
  private static final String LONG = "'inactive_threshold':60000000000";

  @Contract
  void onlyAnEphemeralConsumerGetsTheDefault(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    assertThreshold(consumers.ephemeral("E", ""), DEFAULT);
    assertThreshold(consumers.durable("D", ""), null);
    assertThreshold(consumers.ephemeral("F", "'inactive_threshold':-1"), DEFAULT);
  }

  /** It counts what the consumer was: with the update it becomes durable, and keeps the default. */
  @Contract
  void whatBecomesDurableKeepsTheDefaultForOneUpdate(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.ephemeral("C", LONG).isOk();
    assertThreshold(consumers.durable("C", ""), DEFAULT);
    assertThreshold(consumers.info("C"), DEFAULT);
    assertThreshold(consumers.durable("C", ""), null);
  }

  @Contract
  void whatCeasesToBeDurableHasNone(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", LONG).isOk();
    Answer updated = consumers.ephemeral("C", "");
    assertThat(updated.at("config.durable_name")).isNull();
    assertThreshold(updated, null);
    assertThreshold(consumers.ephemeral("C", ""), null);
    assertThreshold(consumers.ephemeral("C", LONG), 60_000_000_000L);
    assertThreshold(consumers.ephemeral("C", ""), DEFAULT);
  }

  @Contract
  void aThresholdThatAnUpdateSetsIsInEffect(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", LONG).isOk();
    consumers.ephemeral("C", "'inactive_threshold':100000000").isOk();
    Await.until("deleted", () -> consumers.info("C").text().contains("\"err_code\":10014"));
  }

  @Contract
  void theLimitOfTheStreamTakesItsPlace(TestServer server) throws Exception {
    Consumers consumers =
        Consumers.of(server, "'consumer_limits':{'inactive_threshold':10000000000}");
    assertThreshold(consumers.ephemeral("E", ""), 10_000_000_000L);
    assertThreshold(consumers.durable("D", ""), 10_000_000_000L);
    assertThreshold(consumers.ephemeral("D", "'inactive_threshold':-1"), 10_000_000_000L);
  }

  private static void assertThreshold(Answer answer, @Nullable Long expected) throws Exception {
    answer.isOk();
    if (expected == null) {
      assertThat(answer.at("config.inactive_threshold")).isNull();
    } else {
      assertThat(answer.number("config.inactive_threshold")).isEqualTo(expected);
    }
  }
}
