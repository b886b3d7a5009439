package dev.jetharness.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemorySettingsTest {
  private static final InMemorySettings DEFAULTS = InMemorySettings.defaults();

  @Test
  void eachSettingLeavesTheOthersAlone() {
    AccountLimits limits = AccountLimits.none().maxMemory(10).maxStreams(2);
    InMemorySettings settings =
        DEFAULTS.nodes(3).domain("hub").maxMemory(100).maxStorage(200).accountLimits(limits);

    assertThat(settings).isEqualTo(new InMemorySettings(3, "hub", 100, 200, limits));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "a b", "*", ">", "a\tb"})
  void aDomainIsOneToken(String domain) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.domain(domain))
        .withMessageContaining("one token of a subject")
        .withMessageContaining(domain);
  }

  @Test
  void anAccountIsNotPromisedMoreThanThereIs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.maxMemory(10).accountLimits(AccountLimits.none().maxMemory(11)))
        .withMessage(
            "the account's max_memory of 11 bytes is more than the 10 bytes of the server");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> DEFAULTS.accountLimits(AccountLimits.none().maxStorage(11)).maxStorage(10))
        .withMessage(
            "the account's max_storage of 11 bytes is more than the 10 bytes of the server");
  }
}
