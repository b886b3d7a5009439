package dev.jetharness.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The broker that a run asks for, without touching a test. Each value is looked up as a system
 * property, then in what the caller offers (such as JUnit's configuration parameters), then as an
 * environment variable, whose name is the property's in capitals with underscores ({@code
 * JETHARNESS_BROKER_NODES}). Blank values count as not set.
 *
 * <table>
 * <caption>Values</caption>
 * <tr><th>property<th>allowed<th>default
 * <tr><td>{@code jetharness.broker}<td>{@code inmemory}, {@code process}, {@code container}, or the
 * {@code nats://} URL of a server<td>{@code inmemory}
 * <tr><td>{@code jetharness.broker.nodes}<td>1, 3<td>1
 * <tr><td>{@code jetharness.broker.required}<td>{@code true}: a missing broker fails; {@code
 * false}: its tests are skipped<td>{@code false}
 * <tr><td>{@code jetharness.nats-server}<td>an executable<td>{@code NATS_SERVER}, then {@code
 * nats-server} on the PATH
 * <tr><td>{@code jetharness.container.image}<td>an image of nats-server<td>{@code nats:2.15.1}
 * <tr><td>{@code jetharness.external.credentials}<td>a credentials file<td>none
 * <tr><td>{@code jetharness.external.wipe}<td>{@code true}: all streams of an external server are
 * deleted; {@code false}: only those of the run<td>{@code false}
 * </table>
 *
 * @param settings the settings of the selected broker
 * @param required whether the run fails where the broker is missing; otherwise its tests are
 *     skipped
 * @since 0.1
 */
public record BrokerSelection(BrokerSettings settings, boolean required) {
  /** Names the broker to use. */
  public static final String BROKER = "jetharness.broker";

  /** Names the number of nodes. */
  public static final String NODES = "jetharness.broker.nodes";

  /** Says whether a missing broker fails the run. */
  public static final String REQUIRED = "jetharness.broker.required";

  /** Names the executable of the process broker. */
  public static final String EXECUTABLE = "jetharness.nats-server";

  /** Names the image of the container broker. */
  public static final String IMAGE = "jetharness.container.image";

  /** Names the credentials file for an external server. */
  public static final String CREDENTIALS = "jetharness.external.credentials";

  /** Says whether everything is deleted from an external server. */
  public static final String WIPE = "jetharness.external.wipe";

  /**
   * Reads the selection from system properties and environment variables.
   *
   * @return the selection
   * @throws IllegalArgumentException if a value is not allowed
   */
  public static BrokerSelection fromEnvironment() {
    return from(name -> null);
  }

  /**
   * Reads the selection from system properties, the caller's parameters and environment variables.
   *
   * @param parameters returns the value of a property's name, or null
   * @return the selection
   * @throws IllegalArgumentException if a value is not allowed
   */
  public static BrokerSelection from(UnaryOperator<@Nullable String> parameters) {
    return read(new Lookup(System::getProperty, parameters, System::getenv));
  }

  /**
   * Reads the selection as {@link #from} does, but for this broker instead of the one that {@value
   * #BROKER} names.
   *
   * @param broker {@code inmemory}, {@code process}, {@code container}, or a {@code nats://} URL
   * @param parameters returns the value of a property's name, or null
   * @return the selection
   * @throws IllegalArgumentException if a value is not allowed
   */
  public static BrokerSelection of(String broker, UnaryOperator<@Nullable String> parameters) {
    return read(broker, new Lookup(System::getProperty, parameters, System::getenv));
  }

  /** Reads the selection from these sources. */
  static BrokerSelection read(Lookup lookup) {
    return read(lookup.value(BROKER, "inmemory"), lookup);
  }

  private static BrokerSelection read(String broker, Lookup lookup) {
    return new BrokerSelection(settings(broker, lookup), lookup.flag(REQUIRED));
  }

  private static BrokerSettings settings(String broker, Lookup lookup) {
    if (broker.contains("://")) {
      return external(broker, lookup);
    }
    int nodes = nodes(lookup);
    return switch (broker.toLowerCase(Locale.ROOT)) {
      case "inmemory" -> InMemorySettings.defaults().nodes(nodes);
      case "process" -> process(lookup).nodes(nodes);
      case "container" -> {
        ContainerSettings defaults = ContainerSettings.defaults();
        yield defaults.image(lookup.value(IMAGE, defaults.image())).nodes(nodes);
      }
      default ->
          throw Lookup.notAllowed(BROKER, broker, "inmemory, process, container, or a nats:// URL");
    };
  }

  /** Without a value, the process broker looks into the environment itself. */
  private static ProcessSettings process(Lookup lookup) {
    ProcessSettings settings = ProcessSettings.defaults();
    String executable = lookup.value(EXECUTABLE, "");
    return executable.isEmpty() ? settings : settings.executable(Path.of(executable));
  }

  private static ExternalSettings external(String url, Lookup lookup) {
    ExternalSettings settings = ExternalSettings.of(url).wipe(lookup.flag(WIPE));
    String credentials = lookup.value(CREDENTIALS, "");
    return credentials.isEmpty() ? settings : settings.credentials(Path.of(credentials));
  }

  private static int nodes(Lookup lookup) {
    String nodes = lookup.value(NODES, "1");
    return switch (nodes) {
      case "1" -> 1;
      case "3" -> 3;
      default -> throw Lookup.notAllowed(NODES, nodes, "1 and 3");
    };
  }
}
