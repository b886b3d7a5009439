package dev.jetharness.conformance.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jetharness.Broker;
import dev.jetharness.BrokerUnavailableException;
import dev.jetharness.Brokers;
import dev.jetharness.conformance.support.Programme;
import dev.jetharness.conformance.support.Stage;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.spi.BrokerRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** Keeps docs/SUPPORT.md true. */
class SupportTableTest {
  private static final String WRITE = "conformance.support.write";

  private static @Nullable BrokerRun run;

  @BeforeAll
  static void begin() {
    run = BrokerRun.begin();
  }

  @AfterAll
  static void end() {
    Objects.requireNonNull(run).close();
  }

  @Test
  void theTableIsWhatWouldBeGenerated() throws Exception {
    Path file = Repository.table();
    String generated = SupportTable.write();
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, generated);
    }
    assertThat(generated)
        .as(
            "%s is out of date: run this test with -D%s=true and commit what it writes",
            file, WRITE)
        .isEqualTo(Files.readString(file));
  }

  /** So that nothing is forgotten in the lists, and nothing added to the broker only. */
  @Test
  void theTableIsWhole() {
    // One component is no field: it says which lists were given as empty.
    assertThat(StreamFields.items()).hasSize(StreamConfig.class.getRecordComponents().length - 1);
    assertThat(ApiSubjects.items()).map(Item::name).containsAll(ApiSubjects.ofTheEngine());
    assertThat(ApiSubjects.items().size() + ApiSubjects.OF_SYSTEM_ACCOUNT.size()).isEqualTo(37);
    assertThat(ConsumerFields.names()).hasSize(35);
    assertThat(new ErrorCodes(Repository.engine()).all()).hasSize(226);
  }

  @TestFactory
  Stream<DynamicTest> aServerHasWhatTheTableAsksFor() {
    Assumptions.assumeTrue(Programme.stages().contains(Stage.PROCESS), "nats-server is left out");
    return SupportTable.items()
        .map(
            item ->
                dynamicTest(
                    item.name(),
                    () -> assertThat(item.probe().on(server())).isEqualTo(Support.SAME)));
  }

  private static Broker server() {
    try {
      return Brokers.process().start();
    } catch (BrokerUnavailableException unavailable) {
      if (Boolean.getBoolean("jetharness.broker.required")) {
        throw unavailable;
      }
      throw new TestAbortedException(unavailable.getMessage());
    }
  }
}
