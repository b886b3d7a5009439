package dev.jetharness.junit;

import dev.jetharness.settings.BrokerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/**
 * The extension behind {@link JetStreamTest}; register it by hand to choose the broker in code or
 * to set up with a lambda.
 *
 * <pre>{@code
 * class ReplicatedOrdersTest {
 *
 *   @RegisterExtension
 *   static final JetStreamExtension JETSTREAM =
 *       JetStreamExtension.builder()
 *           .broker(Brokers.process().nodes(3))
 *           .topology(connection -> OrdersTopology.create(connection))
 *           .build();
 *
 *   @Test
 *   void keepsThreeCopies(JetStream jetStream) { … }
 * }
 * }</pre>
 *
 * <p>A static field serves the whole class and may have any scope. An instance field serves one
 * test, so that it cannot have the scope {@link BrokerScope#CLASS} or give parameters to a
 * constructor. Immutable and thread-safe: what lasts is in JUnit's store.
 *
 * @since 0.1
 */
public final class JetStreamExtension
    implements ExecutionCondition,
        BeforeAllCallback,
        TestInstancePreConstructCallback,
        BeforeEachCallback,
        ParameterResolver,
        AfterEachCallback,
        AfterAllCallback,
        TestTemplateInvocationContextProvider {
  private final @Nullable Configuration built;
  private final boolean forOneInvocation;

  /** Creates an extension that does what {@link JetStreamTest} says, or its defaults. */
  public JetStreamExtension() {
    this(null, false);
  }

  private JetStreamExtension(@Nullable Configuration built, boolean forOneInvocation) {
    this.built = built;
    this.forOneInvocation = forOneInvocation;
  }

  /**
   * Begins an extension configured in code.
   *
   * @return a builder with the defaults of {@link JetStreamTest}
   */
  public static Builder builder() {
    return new Builder();
  }

  /** The extension of one invocation of an {@link OnEachBroker} test. */
  static JetStreamExtension forInvocation(Configuration configuration) {
    return new JetStreamExtension(configuration, true);
  }

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return isResponsible(context)
        ? Availability.condition(context, home(context).configuration().selection(context))
        : ConditionEvaluationResult.enabled("another extension gives the broker");
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    begin(context);
  }

  @Override
  public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context)
      throws Exception {
    begin(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    begin(context);
  }

  /** Starts the broker, before a parameter is asked for: from there nothing could be skipped. */
  private void begin(ExtensionContext context) throws Exception {
    if (isResponsible(context)) {
      TestContext test = new TestContext(context, home(context));
      if (test.hasBroker()) {
        test.lease();
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Parameters.isSupported(parameter.getParameter().getType()) && isResponsible(context);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestContext test = new TestContext(context, home(context));
    if (!test.hasBroker()) {
      throw new ParameterResolutionException(
          "%s runs once for its class, but has a broker per test (scope METHOD). Write %s, or use @BeforeEach, @AfterEach or the test's own parameters"
              .formatted(
                  Naming.of(parameter.getDeclaringExecutable()),
                  built == null
                      ? "@JetStreamTest(scope = BrokerScope.CLASS) on the class"
                      : "JetStreamExtension.builder().scope(BrokerScope.CLASS)"));
    }
    return test.resolve(parameter);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (isResponsible(context)) {
      TestContext.requireNothingLeftOpen(context);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (isResponsible(context)) {
      TestContext.requireNothingLeftOpen(context);
    }
  }

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return !forOneInvocation && EachBroker.isFor(context);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    return EachBroker.invocations(context);
  }

  /**
   * Of several extensions, the nearest gives the broker: invocation, then field, then annotation.
   */
  private boolean isResponsible(ExtensionContext context) {
    if (forOneInvocation) {
      return true;
    }
    return !EachBroker.isFor(context) && (built != null || Registration.find(context).isEmpty());
  }

  private Home home(ExtensionContext context) {
    if (built == null) {
      return Home.byAnnotation(context);
    } else if (forOneInvocation) {
      return Home.byBuilder(built, context, null);
    }
    return Home.byBuilder(built, context, Registration.of(this, built, context).at());
  }

  /**
   * Configures an extension in code.
   *
   * @since 0.1
   */
  public static final class Builder {
    private Configuration configuration = Configuration.DEFAULT;

    private Builder() {}

    /**
     * Sets how long tests share a broker.
     *
     * @param scope the scope; {@link BrokerScope#METHOD} if not set
     * @return this builder
     */
    public Builder scope(BrokerScope scope) {
      configuration = configuration.withScope(scope);
      return this;
    }

    /**
     * Sets the broker, whatever {@code jetharness.broker} says.
     *
     * @param settings the settings of a broker, such as {@code Brokers.process().nodes(3)}
     * @return this builder
     */
    public Builder broker(BrokerSettings settings) {
      configuration = configuration.withSettings(settings);
      return this;
    }

    /**
     * Adds code that sets up each broker before its first test, after what is declared by
     * annotations.
     *
     * @param topology the code
     * @return this builder
     */
    public Builder topology(Topology topology) {
      List<Topology> topologies = new ArrayList<>(configuration.topologies());
      topologies.add(topology);
      configuration = configuration.withTopologies(topologies);
      return this;
    }

    /**
     * Builds the extension.
     *
     * @return an extension for a field with {@code @RegisterExtension}
     */
    public JetStreamExtension build() {
      return new JetStreamExtension(configuration, false);
    }
  }
}
