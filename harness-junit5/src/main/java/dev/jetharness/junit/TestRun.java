package dev.jetharness.junit;

import dev.jetharness.BrokerKind;
import dev.jetharness.spi.BrokerRun;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** Keeps real servers running from their first test to the end of the run. */
record TestRun(BrokerRun run) implements CloseableResource, AutoCloseable {

  /** Lets the run begin, unless it has, or the broker needs no server. */
  static void ensure(ExtensionContext context, BrokerKind kind) {
    if (kind != BrokerKind.IN_MEMORY) {
      TestContext.store(context.getRoot())
          .getOrComputeIfAbsent(TestRun.class, key -> new TestRun(BrokerRun.begin()));
    }
  }

  @Override
  public void close() {
    run.close();
  }
}
