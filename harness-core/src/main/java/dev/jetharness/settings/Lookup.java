package dev.jetharness.settings;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a property's value is looked for, in this order.
 *
 * @param system system properties
 * @param parameters what the caller offers
 * @param environment environment variables
 */
record Lookup(
    UnaryOperator<@Nullable String> system,
    UnaryOperator<@Nullable String> parameters,
    UnaryOperator<@Nullable String> environment) {

  /** The first value that is not blank, or the default. */
  String value(String name, String otherwise) {
    String value = system.apply(name);
    if (isBlank(value)) {
      value = parameters.apply(name);
    }
    if (isBlank(value)) {
      value = environment.apply(name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT));
    }
    return value == null || value.isBlank() ? otherwise : value.trim();
  }

  /** A value that is {@code true} or {@code false}; false if it is not set. */
  boolean flag(String name) {
    String value = value(name, "false");
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw notAllowed(name, value, "true and false");
    };
  }

  static IllegalArgumentException notAllowed(String name, String value, String allowed) {
    return new IllegalArgumentException(name + " = '" + value + "': allowed are " + allowed);
  }

  private static boolean isBlank(@Nullable String value) {
    return value == null || value.isBlank();
  }
}
