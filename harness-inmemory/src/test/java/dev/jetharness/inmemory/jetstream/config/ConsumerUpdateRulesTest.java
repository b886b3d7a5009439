package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.consumer;
import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.stream;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumerUpdateRulesTest {
  private final StreamConfig stream = stream("{'name':'s'}");

  ConsumerUpdateRulesTest() throws ApiException {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "'deliver_policy':'new' | deliver policy can not be updated",
        "'mem_storage':true | storage type can not be updated",
        "'deliver_policy':'by_start_sequence','opt_start_seq':5 | deliver policy can not be updated",
        "'ack_policy':'all' | ack policy can not be updated",
        "'max_waiting':7 | max waiting can not be updated",
        "'deliver_subject':'d' | can not update pull consumer to push based",
      })
  void refusesWhatCanNotChange(String change, String message) throws ApiException {
    ConsumerConfig old = consumer(stream, "{'name':'c','ack_policy':'explicit'}");
    ConsumerConfig updated =
        consumer(stream, "{'name':'c','ack_policy':'explicit'," + change + "}");

    assertThatThrownBy(() -> ConsumerUpdateRules.check(old, updated, false))
        .hasMessage("10012 " + message);
  }

  @Test
  void takesANewDeliverSubjectWhenNobodyListensToTheOldOne() throws ApiException {
    ConsumerConfig old = consumer(stream, "{'name':'c','deliver_subject':'a'}");
    ConsumerConfig updated = consumer(stream, "{'name':'c','deliver_subject':'b'}");
    ConsumerConfig pull = consumer(stream, "{'name':'c'}");

    ConsumerUpdateRules.check(old, updated, false);
    assertThatThrownBy(() -> ConsumerUpdateRules.check(old, updated, true))
        .hasMessage("10013 consumer name already in use");
    assertThatThrownBy(() -> ConsumerUpdateRules.check(old, pull, false))
        .hasMessage("10012 can not update push consumer to pull based");
  }

  @Test
  void takesWhatMayChange() throws ApiException {
    ConsumerConfig old = consumer(stream, "{'name':'c','ack_policy':'explicit'}");
    ConsumerConfig updated =
        consumer(
            stream,
            "{'name':'c','ack_policy':'explicit','ack_wait':5,'max_deliver':3,'description':'d',"
                + "'filter_subjects':['a','b'],'max_ack_pending':7,'headers_only':true,"
                + "'max_batch':4,'inactive_threshold':8,'metadata':{'a':'b'},'num_replicas':1}");

    assertThatCode(() -> ConsumerUpdateRules.check(old, updated, true)).doesNotThrowAnyException();
  }
}
