package dev.jetharness.junit;

import dev.jetharness.settings.BrokerSelection;
import dev.jetharness.settings.BrokerSettings;
import dev.jetharness.settings.ContainerSettings;
import dev.jetharness.settings.InMemorySettings;
import dev.jetharness.settings.ProcessSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a test asked for, by annotation or by builder.
 *
 * @param scope how long tests share a broker
 * @param nodes how many nodes it has; 0 for as many as selected
 * @param settings the broker to use; null for the selected one
 * @param topologies what to set up besides the declarations
 */
record Configuration(
    BrokerScope scope, int nodes, @Nullable BrokerSettings settings, List<Topology> topologies) {
  static final Configuration DEFAULT = new Configuration(BrokerScope.METHOD, 0, null, List.of());

  Configuration {
    topologies = List.copyOf(topologies);
  }

  static Configuration of(JetStreamTest annotation) {
    return new Configuration(annotation.scope(), annotation.nodes(), null, List.of());
  }

  Configuration withScope(BrokerScope newScope) {
    return new Configuration(newScope, nodes, settings, topologies);
  }

  Configuration withSettings(BrokerSettings newSettings) {
    return new Configuration(scope, nodes, newSettings, topologies);
  }

  Configuration withTopologies(List<Topology> newTopologies) {
    return new Configuration(scope, nodes, settings, newTopologies);
  }

  /** The broker to use and whether it is required, as the run asks for it. */
  BrokerSelection selection(ExtensionContext context) {
    BrokerSelection selection = selected(context);
    BrokerSettings chosen = settings == null ? selection.settings() : settings;
    return new BrokerSelection(withNodes(chosen), selection.required());
  }

  /** What the run asks for, whatever a test says. */
  static BrokerSelection selected(ExtensionContext context) {
    return BrokerSelection.from(name -> context.getConfigurationParameter(name).orElse(null));
  }

  /** What the run would ask for if it asked for this broker. */
  static BrokerSelection selected(String broker, ExtensionContext context) {
    return BrokerSelection.of(broker, name -> context.getConfigurationParameter(name).orElse(null));
  }

  private BrokerSettings withNodes(BrokerSettings chosen) {
    if (nodes == 0) {
      return chosen;
    } else if (chosen instanceof InMemorySettings inMemory) {
      return inMemory.nodes(nodes);
    } else if (chosen instanceof ProcessSettings process) {
      return process.nodes(nodes);
    } else if (chosen instanceof ContainerSettings container) {
      return container.nodes(nodes);
    }
    return chosen; // an external server has the nodes that it has
  }
}
