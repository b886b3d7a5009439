package dev.jetharness.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShrinkerTest {
  @Test
  void keepsTheStepsThatAreNeeded() throws Exception {
    Script script = Steps.random(7, 60);
    Step first = script.steps().get(17);
    Step second = script.steps().get(45);
    Shrinker shrinker =
        new Shrinker(each -> each.steps().contains(first) && each.steps().contains(second));
    assertThat(shrinker.shrink(script).steps()).containsExactly(first, second);
  }

  @Test
  void keepsOfAStepWhatIsNeeded() throws Exception {
    Script script =
        Script.parse(
            """
            request STREAM.CREATE.S : {"name":"S","subjects":["a","b"],"placement":{"tags":["x"]}}
            publish a headers="NATS/1.0\\r\\nA: b\\r\\nC: d\\r\\n\\r\\n" : abc
            """);
    Shrinker shrinker =
        new Shrinker(each -> each.toString().contains("\"b\"") && each.toString().contains("C: d"));
    assertThat(shrinker.shrink(script).toString())
        .isEqualTo(
            """
            request STREAM.CREATE.S : {"subjects":["b"]}
            publish a headers="NATS/1.0\\r\\nC: d\\r\\n\\r\\n" : x""");
  }
}
