package dev.jetharness.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.Programme;
import dev.jetharness.conformance.support.Stage;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.commons.support.ReflectionSupport;

/** Comes last, and fails if a contract was left out on a stage that was there. */
@Order(Integer.MAX_VALUE)
@Isolated("comes after all contracts")
class EveryContractRanEverywhereTest {
  /** What there is at least; raised, never lowered. */
  private static final int PROMISED = 1200;

  @Test
  void everyContractRanOnEveryStage() {
    Set<Stage> expected = EnumSet.copyOf(Programme.stages());
    expected.removeAll(Programme.missing().keySet());
    TreeMap<String, Set<Stage>> leftOut = new TreeMap<>();
    for (Method contract : contracts()) {
      Set<Stage> missed = EnumSet.copyOf(expected);
      missed.removeAll(Programme.played(contract));
      if (!missed.isEmpty()) {
        leftOut.put(Programme.nameOf(contract), missed);
      }
    }
    assertThat(leftOut).isEmpty();
  }

  @Test
  void thereAreAsManyContractsAsPromised() {
    assertThat(contracts()).hasSizeGreaterThanOrEqualTo(PROMISED);
  }

  private static List<Method> contracts() {
    return ReflectionSupport.findAllClassesInPackage(
            EveryContractRanEverywhereTest.class.getPackageName(),
            type -> true,
            name -> name.endsWith("Test"))
        .stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Contract.class))
        .toList();
  }
}
