package dev.jetharness.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How messages name parts of a test. */
final class Naming {
  private Naming() {}

  static String of(ExtensionContext context) {
    return context.getElement().map(Naming::of).orElseGet(context::getDisplayName);
  }

  /** {@code OrdersTest.places(Connection)}, or {@code OrdersTest}. */
  static String of(AnnotatedElement element) {
    if (element instanceof Class<?> type) {
      return type.getSimpleName();
    } else if (element instanceof Executable executable) {
      String parameters =
          Arrays.stream(executable.getParameterTypes())
              .map(Class::getSimpleName)
              .collect(Collectors.joining(", ", "(", ")"));
      String type = executable.getDeclaringClass().getSimpleName();
      return executable instanceof java.lang.reflect.Constructor
          ? "the constructor " + type + parameters
          : type + "." + executable.getName() + parameters;
    }
    return element.toString();
  }

  /** {@code the parameter 'KeyValue prices' of OrdersTest.places(KeyValue)}. */
  static String of(Parameter parameter) {
    return "the parameter '%s %s' of %s"
        .formatted(
            parameter.getType().getSimpleName(),
            parameter.getName(),
            of(parameter.getDeclaringExecutable()));
  }
}
