package dev.jetharness.conformance.support;

import dev.jetharness.BrokerUnavailableException;
import dev.jetharness.spi.BrokerRun;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.opentest4j.TestAbortedException;

/** Plays a contract on each stage of the programme, with an empty server each time. */
final class ContractExtension implements TestTemplateInvocationContextProvider {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(ContractExtension.class);

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Run.class);
    return Programme.stages().stream().map(Performance::new);
  }

  /** Keeps the real servers running from the first contract to the last. */
  static final class Run implements ExtensionContext.Store.CloseableResource {
    private final BrokerRun run = BrokerRun.begin();

    @Override
    public void close() {
      run.close();
    }
  }

  /** One contract on one stage. */
  private record Performance(Stage stage)
      implements TestTemplateInvocationContext,
          BeforeEachCallback,
          AfterEachCallback,
          ParameterResolver {
    @Override
    public String getDisplayName(int invocationIndex) {
      return stage.toString();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
      try {
        context
            .getStore(NAMESPACE)
            .put(TestServer.class, serverFor(context.getRequiredTestMethod()));
      } catch (BrokerUnavailableException unavailable) {
        if (Boolean.getBoolean("jetharness.broker.required")) {
          throw unavailable;
        }
        Programme.missing(stage, String.valueOf(unavailable.getMessage()));
        throw new TestAbortedException(unavailable.getMessage());
      }
    }

    private TestServer serverFor(Method contract) throws Exception {
      Configured configured = contract.getAnnotation(Configured.class);
      if (configured != null) {
        return TestServer.configured(stage, configured.value());
      }
      return contract.isAnnotationPresent(Clustered.class)
          ? TestServer.clustered(stage)
          : new TestServer(stage);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
      TestServer server = context.getStore(NAMESPACE).remove(TestServer.class, TestServer.class);
      if (server != null) {
        server.close();
        Programme.played(context.getRequiredTestMethod(), stage);
      }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == TestServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context.getStore(NAMESPACE).get(TestServer.class, TestServer.class);
    }
  }
}
