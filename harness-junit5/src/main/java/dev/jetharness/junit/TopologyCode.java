package dev.jetharness.junit;

import static java.util.stream.Collectors.joining;
import static org.junit.platform.commons.support.ReflectionSupport.findMethods;
import static org.junit.platform.commons.support.ReflectionSupport.invokeMethod;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds the code that a {@link WithTopology} names. */
final class TopologyCode {
  private TopologyCode() {}

  static Topology of(WithTopology declared, AnnotatedElement element) {
    Class<?> type = declared.value();
    if (Topology.class.isAssignableFrom(type)) {
      return (Topology) ReflectionSupport.newInstance(type);
    }
    List<Method> candidates =
        findMethods(
            type,
            method ->
                Modifier.isStatic(method.getModifiers())
                    && !method.isSynthetic()
                    && (declared.method().isEmpty() || method.getName().equals(declared.method()))
                    && takesOnlyWhatWeHave(method),
            HierarchyTraversalMode.BOTTOM_UP);
    if (candidates.size() != 1) {
      throw new ExtensionConfigurationException(message(declared, element, candidates));
    }
    Method method = candidates.get(0);
    return connection -> {
      Object[] arguments = new Object[method.getParameterCount()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = Parameters.unnamed(method.getParameterTypes()[i], connection);
      }
      invokeMethod(method, null, arguments);
    };
  }

  private static boolean takesOnlyWhatWeHave(Method method) {
    return method.getParameterCount() > 0
        && Arrays.stream(method.getParameterTypes()).allMatch(Parameters::isUnnamed);
  }

  private static String message(
      WithTopology declared, AnnotatedElement element, List<Method> candidates) {
    String name = declared.value().getSimpleName();
    String where = "@WithTopology(%s.class) of %s".formatted(name, Naming.of(element));
    if (candidates.isEmpty()) {
      return "%s: %s has no static method%s that takes a Connection (or JetStreamManagement, KeyValueManagement, …), and it is no dev.jetharness.junit.Topology. Add one of them"
          .formatted(
              where, name, declared.method().isEmpty() ? "" : " '" + declared.method() + "'");
    }
    return "%s: there are several methods that could be meant: %s. Say which one: @WithTopology(value = %s.class, method = \"%s\")"
        .formatted(
            where,
            candidates.stream().map(Naming::of).sorted().collect(joining(", ")),
            name,
            candidates.stream().map(Method::getName).sorted().findFirst().orElseThrow());
  }
}
