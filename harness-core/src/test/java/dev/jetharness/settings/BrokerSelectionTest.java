package dev.jetharness.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerSelectionTest {
  private final Map<String, String> system = new HashMap<>();
  private final Map<String, String> parameters = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  private BrokerSelection selection() {
    return BrokerSelection.read(new Lookup(system::get, parameters::get, environment::get));
  }

  @Test
  void selectsOneOptionalInMemoryNodeByDefault() {
    assertThat(selection()).isEqualTo(new BrokerSelection(InMemorySettings.defaults(), false));
  }

  @Test
  void prefersSystemPropertyToParameterToEnvironment() {
    environment.put("JETHARNESS_BROKER", "container");
    assertThat(selection().settings()).isEqualTo(ContainerSettings.defaults());
    parameters.put("jetharness.broker", "process");
    assertThat(selection().settings()).isEqualTo(ProcessSettings.defaults());
    system.put("jetharness.broker", "inmemory");
    assertThat(selection().settings()).isEqualTo(InMemorySettings.defaults());
  }

  @Test
  void takesBlankValuesAsNotSet() {
    system.put("jetharness.broker", " ");
    environment.put("JETHARNESS_BROKER", "process");
    assertThat(selection().settings()).isEqualTo(ProcessSettings.defaults());
  }

  @Test
  void readsEveryValueFromTheEnvironment() {
    environment.put("JETHARNESS_BROKER", "container");
    environment.put("JETHARNESS_BROKER_NODES", "3");
    environment.put("JETHARNESS_BROKER_REQUIRED", "true");
    environment.put("JETHARNESS_CONTAINER_IMAGE", "nats:2.14.0");
    assertThat(selection())
        .isEqualTo(new BrokerSelection(new ContainerSettings("nats:2.14.0", 3), true));
  }

  @Test
  void namesTheExecutableOfAProcess() {
    parameters.put("jetharness.broker", "process");
    parameters.put("jetharness.nats-server", "/opt/nats-server");
    assertThat(selection().settings())
        .isEqualTo(ProcessSettings.defaults().executable(Path.of("/opt/nats-server")));
  }

  @Test
  void selectsForAnotherBrokerThanTheOneNamed() {
    BrokerSelection selection =
        BrokerSelection.of("container", Map.of("jetharness.broker", "process")::get);
    assertThat(selection.settings()).isEqualTo(ContainerSettings.defaults());
  }

  @Test
  void takesUrlsAsAnExternalServer() {
    system.put("jetharness.broker", "nats://u:p@a:4222, nats://b:4222");
    system.put("jetharness.external.wipe", "true");
    system.put("jetharness.external.credentials", "app.creds");
    assertThat(selection().settings())
        .isEqualTo(
            new ExternalSettings(
                List.of("nats://u:p@a:4222", "nats://b:4222"), Path.of("app.creds"), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jetharness.broker         | kafka        | inmemory, process, container, or a nats:// URL",
        "jetharness.broker.nodes   | 2            | 1 and 3",
        "jetharness.broker.required| yes          | true and false",
        "jetharness.broker         | http://a:80  | nats://HOST:PORT or tls://HOST:PORT",
      })
  void namesWhatIsAllowedInsteadOfAnUnknownValue(String name, String value, String allowed) {
    system.put(name, value);
    assertThatIllegalArgumentException()
        .isThrownBy(this::selection)
        .withMessageContaining(value)
        .withMessageContaining(allowed);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 2, 4})
  void allowsOneOrThreeNodes(int nodes) {
    assertThatIllegalArgumentException().isThrownBy(() -> InMemorySettings.defaults().nodes(nodes));
    assertThatIllegalArgumentException().isThrownBy(() -> ProcessSettings.defaults().nodes(nodes));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContainerSettings.defaults().nodes(nodes));
  }

  @Test
  void changesNothingInSettingsThatAreDerivedFrom() {
    ExternalSettings plain = ExternalSettings.of("nats://localhost:4222");
    ExternalSettings wiping = plain.wipe(true);
    assertThat(plain.wipe()).isFalse();
    assertThat(wiping.wipe()).isTrue();
  }
}
