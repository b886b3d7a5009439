package dev.jetharness.junit;

import static org.junit.platform.commons.support.AnnotationSupport.isAnnotated;

import dev.jetharness.BrokerKind;
import dev.jetharness.settings.BrokerSelection;
import dev.jetharness.settings.BrokerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** The invocations of an {@link OnEachBroker} test. */
final class EachBroker {
  private EachBroker() {}

  static boolean isFor(ExtensionContext context) {
    return isAnnotated(context.getTestMethod(), OnEachBroker.class);
  }

  static Stream<TestTemplateInvocationContext> invocations(ExtensionContext template) {
    if (isAnnotated(template.getTestMethod(), Test.class)) {
      throw new ExtensionConfigurationException(
          "%s has both @Test and @OnEachBroker: take @Test out".formatted(Naming.of(template)));
    }
    Configuration base =
        Registration.find(template)
            .map(Registration::configuration)
            .orElseGet(() -> Home.byAnnotation(template).configuration())
            .withScope(BrokerScope.METHOD);
    return brokers(template).stream().map(settings -> new Invocation(base.withSettings(settings)));
  }

  /** Each kind, as the run would choose it. */
  private static List<BrokerSettings> brokers(ExtensionContext context) {
    List<BrokerSettings> brokers = new ArrayList<>();
    for (String broker : List.of("inmemory", "process", "container")) {
      brokers.add(Configuration.selected(broker, context).settings());
    }
    BrokerSelection selected = Configuration.selected(context);
    if (selected.settings().kind() == BrokerKind.EXTERNAL) {
      brokers.add(selected.settings());
    }
    return brokers;
  }

  /** One invocation, named for its broker. */
  private record Invocation(Configuration configuration) implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
      BrokerSettings settings = configuration.settings();
      return settings == null ? "?" : name(settings.kind());
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(JetStreamExtension.forInvocation(configuration));
    }

    private static String name(BrokerKind kind) {
      return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
