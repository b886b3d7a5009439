package dev.jetharness.junit;

import dev.jetharness.Broker;
import dev.jetharness.BrokerFailedException;
import dev.jetharness.BrokerKind;
import dev.jetharness.BrokerUnavailableException;
import dev.jetharness.settings.BrokerSelection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Whether a broker can be had in this run; found out once, by having it, and said once in the log.
 *
 * @param missing what is missing and how to get it; empty if nothing is
 */
record Availability(String missing) {
  private static final Logger LOGGER = System.getLogger(Availability.class.getName());
  private static final ConditionEvaluationResult AVAILABLE =
      ConditionEvaluationResult.enabled("the broker is available");

  /** Skips, with the reason, what is not required and not available. */
  static ConditionEvaluationResult condition(ExtensionContext context, BrokerSelection selection) {
    if (selection.required() || selection.settings().kind() == BrokerKind.IN_MEMORY) {
      return AVAILABLE; // or it fails with the same words
    }
    TestRun.ensure(context, selection.settings().kind());
    String missing =
        TestContext.store(context.getRoot())
            .getOrComputeIfAbsent(selection.settings(), key -> find(selection), Availability.class)
            .missing();
    return missing.isEmpty() ? AVAILABLE : ConditionEvaluationResult.disabled(missing);
  }

  private static Availability find(BrokerSelection selection) {
    try (Broker broker = selection.settings().start()) {
      return new Availability("");
    } catch (BrokerUnavailableException unavailable) {
      LOGGER.log(Level.WARNING, "Tests are skipped: {0}", unavailable.getMessage());
      return new Availability(String.valueOf(unavailable.getMessage()));
    } catch (BrokerFailedException failed) {
      return new Availability(""); // it is there: its tests show how it failed
    }
  }
}
