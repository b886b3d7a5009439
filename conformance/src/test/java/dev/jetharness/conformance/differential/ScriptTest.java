package dev.jetharness.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void readsWhatItWrites(long seed) {
    Script script = Steps.random(seed, 200);
    assertThat(Script.parse(script.toString())).isEqualTo(script);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isTheSameAgainFromTheSameSeed(long seed) {
    assertThat(Steps.random(seed, 50)).isEqualTo(Steps.random(seed, 50));
    assertThat(Steps.random(seed, 50)).isNotEqualTo(Steps.random(seed + 1, 50));
  }

  @Test
  void isReadableAndOneLineAStep() {
    Script script =
        new Script(
            List.of(
                new Step.Request("STREAM.INFO.S", "", "{\"offset\": 1}"),
                new Step.Publish("s.a", "", Headers.block(List.of("A: \"b\"")), "x\ny"),
                new Step.Publish("s.a", Step.Publish.NO_REPLY, "", ""),
                new Step.Acknowledge("S.c", 2, "+ACK")));
    assertThat(script.toString())
        .isEqualTo(
            """
            request STREAM.INFO.S : {"offset": 1}
            publish s.a headers="NATS/1.0\\r\\nA: \\"b\\"\\r\\n\\r\\n" : x\\ny
            publish s.a reply="none"
            acknowledge S.c delivery="2" : +ACK""");
    assertThat(Script.parse("# pasted\n\n  " + script)).isEqualTo(script);
  }

  @Test
  void knowsWhatItCreates() {
    Script script =
        Script.parse(
            """
            request STREAM.CREATE.S : {}
            request CONSUMER.CREATE.S.c.s.a : {}
            request CONSUMER.DURABLE.CREATE.S.d : {}
            request STREAM.INFO.T
            """);
    assertThat(script.streams()).containsExactly("S");
    assertThat(script.consumers()).containsExactly("S.c", "S.d");
  }
}
