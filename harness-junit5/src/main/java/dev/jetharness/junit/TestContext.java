package dev.jetharness.junit;

import dev.jetharness.BrokerUnavailableException;
import dev.jetharness.settings.BrokerSelection;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.opentest4j.TestAbortedException;

/** A test or class and its broker; all that lasts is in the store. */
final class TestContext {
  private static final Namespace NAMESPACE = Namespace.create("dev.jetharness.junit");

  private final ExtensionContext context;
  private final Home home;

  TestContext(ExtensionContext context, Home home) {
    this.context = context;
    this.home = home;
  }

  static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  /**
   * Whether there is a broker already, or can be one: a broker per test is there for tests only.
   */
  boolean hasBroker() {
    return home.owner() != null;
  }

  /** The broker, started and set up if this is its first use. */
  BrokerLease lease() throws Exception {
    ExtensionContext owner = home.owner();
    if (owner == null) {
      throw new IllegalStateException(Naming.of(context) + " has no broker of its own");
    }
    BrokerSelection selection = home.configuration().selection(context);
    TestRun.ensure(context, selection.settings().kind());
    BrokerLease lease = lease(owner, selection);
    setUp(lease);
    return lease;
  }

  private BrokerLease lease(ExtensionContext owner, BrokerSelection selection) {
    try {
      return store(owner)
          .getOrComputeIfAbsent(
              new LeaseKey(owner.getUniqueId(), selection),
              key -> BrokerLease.start(selection.settings(), connectionName(owner)),
              BrokerLease.class);
    } catch (BrokerUnavailableException missing) {
      if (selection.required()) {
        throw missing;
      }
      throw new TestAbortedException(missing.getMessage(), missing);
    }
  }

  private static String connectionName(ExtensionContext owner) {
    return owner
        .getTestMethod()
        .map(method -> method.getName())
        .or(() -> owner.getTestClass().map(Class::getSimpleName))
        .orElse("JetHarness");
  }

  private void setUp(BrokerLease lease) throws Exception {
    boolean ownBroker = home.configuration().scope() == BrokerScope.METHOD;
    for (Declarations declared : declarations()) {
      if (!declared.isEmpty()) {
        if (!ownBroker && !(declared.element() instanceof Class)) {
          throw new ExtensionConfigurationException(
              "%s declares streams, consumers or buckets for itself, but shares its broker with other tests (scope %s): declare them on the class, or give it scope = BrokerScope.METHOD"
                  .formatted(Naming.of(declared.element()), home.configuration().scope()));
        }
        lease.setUp(declared.element(), declared::setUp);
      }
    }
    for (Topology topology : home.configuration().topologies()) {
      lease.setUp(topology, topology::setUp);
    }
    if (ownBroker) {
      lease.forgetSetUp();
    }
  }

  /** What the classes from the outermost to the test's own and the test itself declare. */
  private List<Declarations> declarations() {
    List<AnnotatedElement> elements = new ArrayList<>(context.getEnclosingTestClasses());
    context.getTestClass().ifPresent(elements::add);
    context.getTestMethod().ifPresent(elements::add);
    return elements.stream().map(Declarations::of).toList();
  }

  Object resolve(ParameterContext parameter) {
    try {
      BrokerLease lease = lease();
      AssetNames names = new AssetNames(parameter, declarations());
      return Parameters.resolve(parameter, broker(lease), lease, names);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new ParameterResolutionException(
          "%s could not be made: %s".formatted(Naming.of(parameter.getParameter()), e), e);
    }
  }

  /** The broker as this test or class sees it. */
  private TestBroker broker(BrokerLease lease) {
    return store(context)
        .getOrComputeIfAbsent(
            new ViewKey(context.getUniqueId()),
            key -> new View(new TestBroker(lease.broker(), Naming.of(context))),
            View.class)
        .broker();
  }

  /** Fails if this test or class left connections of its own open. */
  static void requireNothingLeftOpen(ExtensionContext context) {
    View view = store(context).get(new ViewKey(context.getUniqueId()), View.class);
    List<String> open = view == null ? List.of() : view.broker().leftOpen();
    if (!open.isEmpty() && context.getExecutionException().isEmpty()) {
      throw new AssertionError(
          "%s left %s open:\n  %s\nClose what a test opens, best with try (Connection connection = broker.connect()) { … }. An injected Connection is closed for you."
              .formatted(
                  Naming.of(context),
                  open.size() == 1 ? "a connection" : open.size() + " connections",
                  String.join("\n  ", open)));
    }
  }

  /** The place of a lease in a store; nested contexts look into the stores around them, too. */
  private record LeaseKey(String owner, BrokerSelection selection) {}

  /** Wraps what would be closed by the store, which closes every AutoCloseable from 5.13 on. */
  private record View(TestBroker broker) {}

  /** The place of a test's view of its broker. */
  private record ViewKey(String user) {}
}
