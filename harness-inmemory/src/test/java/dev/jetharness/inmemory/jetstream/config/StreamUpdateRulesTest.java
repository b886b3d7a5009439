package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.consumer;
import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.stream;
import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected texts were taken from nats-server 2.15.1. */
class StreamUpdateRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "'name':'b' | 10052 stream configuration name must match original",
        "'num_replicas':3 | 10074 replicas > 1 not supported in non-clustered mode",
        "'storage':'memory' | 10052 stream configuration update can not change storage type",
        "'retention':'workqueue' | 10052 stream configuration update can not change retention policy to/from workqueue",
        "'deny_delete':false | 10052 stream configuration update can not cancel deny message deletes",
        "'deny_purge':false | 10052 stream configuration update can not cancel deny purge",
        "'allow_msg_counter':true | 10052 stream configuration update can not change message counter setting",
        "'persist_mode':'async' | 10052 stream configuration update can not change persist mode",
        "'mirror':{'name':'q'} | 10055 stream mirror configuration can not be updated",
        "'max_age':5 | 10052 max age needs to be >= 100ms",
      })
  void refusesWhatCanNotChange(String change, String message) throws ApiException {
    StreamConfig old = stream("{'name':'a','deny_delete':true,'deny_purge':true}");

    assertThatThrownBy(
            () -> update(old, "{'name':'a','deny_delete':true,'deny_purge':true," + change + "}"))
        .hasMessage(message);
  }

  @Test
  void takesMissingFieldsForDefaults() throws ApiException {
    StreamConfig old = stream("{'name':'a','max_msgs':5,'description':'d','subjects':['x']}");

    assertThat(update(old, "{'name':'a','retention':'interest'}"))
        .isEqualTo(stream("{'name':'a','retention':'interest'}"));
  }

  @Test
  void sealsAStreamForGood() throws ApiException {
    StreamConfig old = stream("{'name':'a','allow_rollup_hdrs':true}");
    StreamConfig sealed =
        update(old, "{'name':'a','allow_rollup_hdrs':true,'sealed':true,'max_age':1000000000}");

    assertThat(sealed.maxAge()).isZero();
    assertThat(sealed.duplicateWindow()).isEqualTo(Duration.ofSeconds(1));
    assertThat(sealed.discard()).isEqualTo(DiscardPolicy.NEW);
    assertThat(sealed.denyDelete()).isTrue();
    assertThat(sealed.denyPurge()).isTrue();
    assertThat(sealed.allowRollup()).isFalse();
    assertThatThrownBy(() -> update(sealed, "{'name':'a'}"))
        .hasMessage("10052 stream configuration update can not unseal a sealed stream");
  }

  @Test
  void refusesLimitsThatConsumersBreak() throws ApiException {
    StreamConfig old = stream("{'name':'s'}");
    List<ConsumerConfig> consumers =
        List.of(
            consumer(old, "{'name':'a','max_ack_pending':6}"),
            consumer(old, "{'name':'b','inactive_threshold':7000000000}"),
            consumer(old, "{'name':'c','max_ack_pending':5}"));
    StreamConfig updated =
        update(
            old,
            "{'name':'s','consumer_limits':"
                + "{'max_ack_pending':5,'inactive_threshold':6000000000}}");

    StreamUpdateRules.checkConsumers(old, old, consumers);
    StreamUpdateRules.checkConsumers(updated, updated, consumers);
    assertThatThrownBy(() -> StreamUpdateRules.checkConsumers(old, updated, consumers))
        .hasMessage("10069 change to limits violates consumers: a, b");
  }
}
