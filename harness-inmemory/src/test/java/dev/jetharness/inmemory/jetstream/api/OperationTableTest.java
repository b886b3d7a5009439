package dev.jetharness.inmemory.jetstream.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.json.JsonWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTableTest {
  /** An operation that does nothing. */
  private record Named(String responseName) implements Operation {
    @Override
    public void perform(ApiRequest request, JsonWriter response) {}
  }

  private final Operation info = new Named("info");
  private final Operation get = new Named("get");
  private final Operation create = new Named("create");
  private final OperationTable table =
      new OperationTable()
          .add("INFO", 0, info)
          .add("STREAM.MSG.GET", 1, get)
          .add("CONSUMER.CREATE", OperationTable.SOME, create);

  @Test
  void theTokensAfterAnOperationAreNames() {
    assertThat(table.find("API.STREAM.MSG.GET.orders", 4))
        .isEqualTo(new OperationTable.Match(get, List.of("orders")));
  }

  @Test
  void anOperationMayHaveNoNames() {
    assertThat(table.find("API.INFO", 4)).isEqualTo(new OperationTable.Match(info, List.of()));
  }

  @Test
  void anOperationMayHaveAnyNumberOfNames() {
    assertThat(table.find("API.CONSUMER.CREATE.s.c.a.b", 4))
        .isEqualTo(new OperationTable.Match(create, List.of("s", "c", "a", "b")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "API.",
        "API.INFO.x",
        "API.STREAM",
        "API.STREAM.MSG",
        "API.STREAM.MSG.GET",
        "API.STREAM.MSG.GET.a.b",
        "API.CONSUMER.CREATE",
        "API.NOTHING"
      })
  void otherSubjectsHaveNoOperation(String subject) {
    assertThat(table.find(subject, 4)).isNull();
  }
}
