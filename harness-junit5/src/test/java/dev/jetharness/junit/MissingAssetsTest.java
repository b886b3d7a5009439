package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.ConsumerContext;
import io.nats.client.KeyValue;
import io.nats.client.ObjectStore;
import io.nats.client.StreamContext;
import org.junit.jupiter.api.Test;

class MissingAssetsTest {

  @Test
  void whatIsNotThereIsSaidWithHowToDeclareIt() {
    assertThat(Jupiter.failures(Jupiter.run(NotThereCase.class)))
        .hasSize(4)
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("no such thing as the parameter 'StreamContext orders'")
                    .contains("of NotThereCase.stream(StreamContext): stream not found [10059].")
                    .contains("Declare it with @WithStream,"))
        .anySatisfy(message -> assertThat(message).contains("Declare it with @WithConsumer,"))
        .anySatisfy(message -> assertThat(message).contains("Declare it with @WithKeyValue,"))
        .anySatisfy(message -> assertThat(message).contains("Declare it with @WithObjectStore,"));
  }

  @JetStreamTest
  static class NotThereCase {
    @Test
    void stream(@StreamName("ORDERS") StreamContext orders) {}

    @Test
    void consumer(@ConsumerName(stream = "ORDERS", value = "billing") ConsumerContext billing) {}

    @Test
    void keyValue(@Bucket("prices") KeyValue prices) {}

    @Test
    void objectStore(@Bucket("invoices") ObjectStore invoices) {}
  }

  @Test
  void whatIsNotNamedIsAskedFor() {
    assertThat(Jupiter.failures(Jupiter.run(UnnamedCase.class)))
        .containsExactlyInAnyOrder(
            "Which one is the parameter 'StreamContext orders' of UnnamedCase.none(StreamContext)?"
                + " Write @StreamName(\"…\") in front of it; without, it is the only @WithStream of"
                + " the test, but there are 0",
            "Which one is the parameter 'KeyValue prices' of UnnamedCase.several(KeyValue)?"
                + " Write @Bucket(\"…\") in front of it; without, it is the only @WithKeyValue of"
                + " the test, but there are 2",
            "Which one is the parameter 'ObjectStore invoices' of UnnamedCase.object(ObjectStore)?"
                + " Write @Bucket(\"…\") in front of it; without, it is the only @WithObjectStore"
                + " of the test, but there are 0",
            "Which one is the parameter 'ConsumerContext billing' of"
                + " UnnamedCase.consumer(ConsumerContext)? Write @ConsumerName(stream = \"…\", value"
                + " = \"…\") in front of it; without, it is the only @WithConsumer of the test, but"
                + " there are 0");
  }

  @JetStreamTest
  static class UnnamedCase {
    @Test
    void none(StreamContext orders) {}

    @Test
    void object(ObjectStore invoices) {}

    @Test
    void consumer(ConsumerContext billing) {}

    @Test
    @WithKeyValue("prices")
    @WithKeyValue("stock")
    void several(KeyValue prices) {}
  }
}
