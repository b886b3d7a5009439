package dev.jetharness.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs test classes that are expected to fail, and tells how they did. */
final class Jupiter {
  private Jupiter() {}

  static EngineExecutionResults run(Class<?>... types) {
    return run(Map.of(), types);
  }

  /** With parameters that hold whatever the system properties of this run say. */
  static EngineExecutionResults run(Map<String, String> parameters, Class<?>... types) {
    EngineTestKit.Builder kit =
        EngineTestKit.engine("junit-jupiter").configurationParameters(parameters);
    for (Class<?> type : types) {
      kit.selectors(selectClass(type));
    }
    Map<String, String> properties = new HashMap<>();
    for (String name : parameters.keySet()) {
      String property = System.clearProperty(name);
      if (property != null) {
        properties.put(name, property);
      }
    }
    try {
      return kit.execute();
    } finally {
      properties.forEach(System::setProperty);
    }
  }

  /** The messages of everything that failed, tests and classes. */
  static List<String> failures(EngineExecutionResults results) {
    return results.allEvents().finished().failed().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(TestExecutionResult::getThrowable)
        .flatMap(Optional::stream)
        .map(failure -> String.valueOf(failure.getMessage()))
        .toList();
  }

  /** The reasons of everything that was skipped or aborted, tests and classes. */
  static List<String> skips(EngineExecutionResults results) {
    List<String> reasons = new ArrayList<>();
    results.allEvents().skipped().stream()
        .map(event -> event.getRequiredPayload(String.class))
        .forEach(reasons::add);
    results.allEvents().aborted().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(TestExecutionResult::getThrowable)
        .flatMap(Optional::stream)
        .map(aborted -> String.valueOf(aborted.getMessage()))
        .forEach(reasons::add);
    return reasons;
  }

  /** The display names of all tests, whether they ran or were skipped. */
  static List<String> invocations(EngineExecutionResults results) {
    return results.testEvents().dynamicallyRegistered().stream()
        .map(Event::getTestDescriptor)
        .map(TestDescriptor::getDisplayName)
        .toList();
  }
}
