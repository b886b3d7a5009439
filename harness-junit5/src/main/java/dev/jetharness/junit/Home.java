package dev.jetharness.junit;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where the broker of a test is at home.
 *
 * @param configuration what was asked for
 * @param owner whose store keeps the broker; null for a broker per test, seen from the class
 */
record Home(Configuration configuration, @Nullable ExtensionContext owner) {

  /** The home by the nearest {@link JetStreamTest}: on the method, its class, one around it. */
  static Home byAnnotation(ExtensionContext context) {
    for (Optional<ExtensionContext> next = Optional.of(context);
        next.isPresent();
        next = next.get().getParent()) {
      ExtensionContext candidate = next.get();
      Optional<JetStreamTest> annotation =
          findAnnotation(candidate.getElement(), JetStreamTest.class);
      if (annotation.isPresent()) {
        Configuration configuration = Configuration.of(annotation.get());
        if (configuration.scope() == BrokerScope.CLASS && candidate.getTestMethod().isPresent()) {
          throw new ExtensionConfigurationException(
              "%s has a broker for the class, but only the class can ask for it: write @JetStreamTest(scope = BrokerScope.CLASS) on %s, or leave the scope out"
                  .formatted(
                      Naming.of(candidate), candidate.getRequiredTestClass().getSimpleName()));
        }
        return of(configuration, context, candidate);
      }
    }
    return of(Configuration.DEFAULT, context, context);
  }

  /** The home for a configuration that was registered at a class, or at an instance if none. */
  static Home byBuilder(
      Configuration configuration, ExtensionContext context, @Nullable ExtensionContext at) {
    if (configuration.scope() == BrokerScope.CLASS && at == null) {
      throw new ExtensionConfigurationException(
          "%s asks by an instance field for a broker for the class, but the field lives as long as one test: make it static"
              .formatted(Naming.of(context)));
    }
    return of(configuration, context, at == null ? context : at);
  }

  private static Home of(
      Configuration configuration, ExtensionContext context, ExtensionContext declaring) {
    return new Home(
        configuration,
        switch (configuration.scope()) {
          case METHOD -> context.getTestMethod().isPresent() ? context : null;
          case CLASS -> declaring;
          case RUN -> context.getRoot();
        });
  }
}
