package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.ONE_NODE;
import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.bytes;
import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.consumer;
import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.consumerRequest;
import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.json;
import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected texts were taken from nats-server 2.15.1. */
class ConsumerConfigsTest {

  @Test
  void fillsInDefaultsOfAPullConsumer() throws ApiException {
    ConsumerConfig config =
        consumer(stream("{'name':'s'}"), "{'durable_name':'d','ack_policy':'explicit'}");

    assertThat(json(ConsumerConfigs.kept(config), MetadataView.WITH_SERVER))
        .isEqualTo(
            "{'durable_name':'d','deliver_policy':'all','ack_policy':'explicit',"
                + "'ack_wait':30000000000,'max_deliver':-1,'replay_policy':'instant',"
                + "'max_waiting':512,'max_ack_pending':1000,'num_replicas':0,"
                + "'metadata':{'_nats.level':'5','_nats.req.level':'0','_nats.ver':'2.15.1'}}");
  }

  @Test
  void fillsInDefaultsOfAnEphemeralPushConsumerThatAcknowledgesNothing() throws ApiException {
    ConsumerConfig config = consumer(stream("{'name':'s'}"), "{'name':'p','deliver_subject':'x'}");

    assertThat(json(ConsumerConfigs.kept(config), MetadataView.STORED))
        .isEqualTo(
            "{'name':'p','deliver_policy':'all','ack_policy':'none','max_deliver':-1,"
                + "'replay_policy':'instant','deliver_subject':'x',"
                + "'inactive_threshold':5000000000,'num_replicas':0,"
                + "'metadata':{'_nats.req.level':'0'}}");
  }

  @Test
  void keepsWhatIsSet() throws ApiException {
    String pull =
        "{'name':'q','description':'d','deliver_policy':'by_start_sequence','opt_start_seq':5,"
            + "'ack_policy':'all','ack_wait':1000000,'max_deliver':4,'backoff':[1000000,2000000],"
            + "'filter_subjects':['a','b'],'replay_policy':'instant','max_waiting':512,"
            + "'max_ack_pending':1000,'headers_only':true,'max_batch':5,'max_expires':50000000,"
            + "'max_bytes':7,'inactive_threshold':5000000000,'num_replicas':1,"
            + "'mem_storage':true,'metadata':{'_nats.req.level':'0','x':'y'}}";
    String push =
        "{'name':'r','deliver_policy':'by_start_time','opt_start_time':'2020-01-01T00:00:00.5Z',"
            + "'ack_policy':'explicit','ack_wait':30000000000,'max_deliver':-1,"
            + "'filter_subject':'a','replay_policy':'instant','max_ack_pending':1000,"
            + "'flow_control':true,'deliver_subject':'dd','deliver_group':'g',"
            + "'idle_heartbeat':1000000000,'inactive_threshold':5000000000,'num_replicas':0,"
            + "'metadata':{'_nats.req.level':'0'}}";
    StreamConfig stream = stream("{'name':'s'}");

    assertThat(json(consumer(stream, pull), MetadataView.STORED)).isEqualTo(pull);
    assertThat(json(consumer(stream, push), MetadataView.STORED)).isEqualTo(push);
  }

  @Test
  void takesDefaultsAndBoundsFromTheStream() throws ApiException {
    StreamConfig stream =
        stream(
            "{'name':'s','consumer_limits':"
                + "{'inactive_threshold':90500000000,'max_ack_pending':5}}");

    ConsumerConfig config = consumer(stream, "{'name':'c'}");
    assertThat(config.inactiveThreshold()).isEqualTo(Duration.ofMillis(90_500));
    assertThat(config.maxAckPending()).isEqualTo(5);
    assertThatThrownBy(() -> consumer(stream, "{'inactive_threshold':99999999999}"))
        .hasMessage("10153 consumer inactive threshold exceeds system limit of 1m30.5s");
    assertThatThrownBy(() -> consumer(stream, "{'max_ack_pending':9}"))
        .hasMessage("10121 consumer max ack pending exceeds system limit of 5");
    assertThatThrownBy(() -> consumer(stream, "{'deliver_subject':'x'}"))
        .hasMessage("10082 consumer requires ack policy for max ack pending");
  }

  @Test
  void takesDefaultsAndBoundsFromTheServer() throws ApiException {
    AssetLimits limits =
        new AssetLimits(1, new ServerLimits(-1, -1, Duration.ZERO, 100, 10), AccountLimits.NONE);
    StreamConfig stream = stream("{'name':'s'}");

    ConsumerConfig config =
        ConsumerConfigs.complete(consumerRequest("{'ack_policy':'all'}"), stream, limits);
    assertThat(config.maxAckPending()).isEqualTo(100);
    assertThat(config.maxBatch()).isEqualTo(10);
    assertThatThrownBy(
            () -> ConsumerConfigs.complete(consumerRequest("{'max_batch':11}"), stream, limits))
        .hasMessage("10125 consumer max request batch exceeds server limit of 10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "'name':'a.b' | 10052 consumer name can not contain '.', '*', '>', '\\', '/'",
        "'durable_name':'a b' | 10052 consumer durable name can not contain '.', '*', '>', '\\', '/'",
        "'durable_name':'a','name':'b' | 10132 Consumer Durable and Name have to be equal if both are provided",
        "'num_replicas':2 | 10126 consumer config replica count exceeds parent stream",
        "'num_replicas':-1 | 10133 replicas count cannot be negative",
        "'backoff':[-1] | 10184 consumer backoff needs to be positive",
        "'ack_wait':-1 | 10183 consumer ack wait needs to be positive",
        "'backoff':[1,2],'max_deliver':1 | 10116 max deliver is required to be > length of backoff values",
        "'deliver_subject':'a.*' | 10079 consumer deliver subject has wildcards",
        "'deliver_subject':'a..b' | 10112 invalid push consumer deliver subject",
        "'deliver_subject':'s.a' | 10081 consumer deliver subject forms a cycle",
        "'deliver_subject':'d','max_waiting':5 | 10080 consumer in push mode can not set max waiting",
        "'deliver_subject':'d','max_ack_pending':5 | 10082 consumer requires ack policy for max ack pending",
        "'deliver_subject':'d','idle_heartbeat':5 | 10083 consumer idle heartbeat needs to be >= 100ms",
        "'deliver_subject':'d','flow_control':true | 10108 consumer with flow control also needs heartbeats",
        "'rate_limit_bps':5 | 10086 consumer in pull mode can not have rate limit set",
        "'idle_heartbeat':5 | 10088 consumer idle heartbeat requires a push based consumer",
        "'flow_control':true | 10089 consumer flow control requires a push based consumer",
        "'max_expires':5 | 10115 consumer max request expires needs to be >= 1ms",
        "'direct':true | 10090 consumer direct requires a push based consumer",
        "'filter_subject':'a','filter_subjects':['b'] | 10136 consumer cannot have both FilterSubject and FilterSubjects specified",
        "'filter_subject':'a..b' | 10052 invalid subject",
        "'filter_subjects':['a..b'] | 10052 invalid subject",
        "'filter_subjects':['a',''] | 10139 consumer filter in FilterSubjects cannot be empty",
        "'filter_subjects':['a.*','a.b'] | 10138 consumer subject filters cannot overlap",
        "'opt_start_seq':5 | 10094 consumer delivery policy is deliver all, but optional start sequence is also set",
        "'deliver_policy':'new','opt_start_time':'2020-01-01T00:00:00Z' | 10094 consumer delivery policy is deliver new, but optional start time is also set",
        "'deliver_policy':'by_start_sequence' | 10094 consumer delivery policy is deliver by start sequence, but optional start sequence is not set",
        "'deliver_policy':'by_start_time' | 10094 consumer delivery policy is deliver by start time, but optional start time is not set",
        "'deliver_policy':'by_start_time','opt_start_time':'2020-01-01T00:00:00Z','opt_start_seq':5 | 10094 consumer delivery policy is deliver by start time, but optional start start sequence is also set",
        "'deliver_policy':'last_per_subject' | 10094 consumer delivery policy is deliver last per subject, but optional filter subject is not set",
        "'sample_freq':'x' | 10095 failed to parse consumer sampling configuration: strconv.Atoi: parsing \"x\": invalid syntax",
        "'sample_freq':'99999999999999999999%' | 10095 failed to parse consumer sampling configuration: strconv.Atoi: parsing \"99999999999999999999\": value out of range",
        "'sample_freq':'-1' | 10095 failed to parse consumer sampling configuration: <nil>",
        "'priority_policy':'overflow' | 10159 Setting PriorityPolicy requires at least one PriorityGroup to be set",
        "'priority_policy':'overflow','priority_groups':[''] | 10161 Group name cannot be an empty string",
        "'priority_policy':'overflow','priority_groups':['a b'] | 10162 Valid priority group name must match A-Z, a-z, 0-9, -_/=)+ and may not exceed 16 characters",
        "'priority_groups':['a'] | 10196 consumer can not have priority groups when policy is none",
        "'priority_timeout':5 | 10197 PinnedTTL cannot be set when PriorityPolicy is none",
        "'ack_policy':'flow_control' | 10218 flow control ack policy requires a push based consumer",
      })
  void refusesWithTheServersText(String fields, String message) throws ApiException {
    StreamConfig stream = stream("{'name':'s','subjects':['s.>']}");

    assertThatThrownBy(() -> consumer(stream, "{" + fields + "}")).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "'max_deliver':-7 | max_deliver must be set to -1",
        "'max_waiting':-7 | max_waiting must not be negative",
        "'max_ack_pending':-7 | max_ack_pending must be set to -1",
        "'max_batch':-7 | max_batch must not be negative",
        "'max_expires':-7 | max_expires must not be negative",
        "'max_bytes':-7 | max_bytes must not be negative",
        "'idle_heartbeat':-7 | idle_heartbeat must not be negative",
        "'inactive_threshold':-7 | inactive_threshold must not be negative",
        "'priority_timeout':-7 | priority_timeout must not be negative",
        "'backoff':[5] | first backoff value has to equal batch AckWait",
      })
  void putsRightWhatItRefusesWhenPedantic(String field, String problem) throws ApiException {
    StreamConfig stream = stream("{'name':'s'}");
    String body = "{'stream_name':'s','pedantic':true,'config':{" + field + "}}";

    assertThat(consumer(stream, "{" + field + "}").maxDeliver()).isEqualTo(-1);
    assertThatThrownBy(
            () ->
                ConsumerConfigs.complete(ConsumerConfigReader.read(bytes(body)), stream, ONE_NODE))
        .hasMessage("10157 pedantic mode: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'config':{'ack_policy':'x'}} | can not unmarshal '\\'x\\''",
        "{'config':{'deliver_policy':null}} | can not unmarshal 'null'",
        "{'config':{'priority_policy':'q'}} | unknown priority policy: 'q'",
        "{'config':{'backoff':[1.5]}} | json: cannot unmarshal number 1.5 into CreateConsumerRequest.config.backoff.0 of type time.Duration",
        "{'config':{'max_deliver':'q'}} | json: cannot unmarshal string into Go struct field CreateConsumerRequest.config.max_deliver of type int",
        "{'config':{'foo':-1}} | json: unknown field 'foo'",
        "{'config':1} | json: cannot unmarshal number into Go struct field CreateConsumerRequest.config of type server.ConsumerConfig",
        "{'action':'x'} | unknown consumer action: 'x'",
        "{'action':null} | unknown consumer action: null",
      })
  void decodesAsTheServerDoes(String body, String message) {
    assertThatThrownBy(() -> ConsumerConfigReader.read(bytes(body)))
        .hasMessage("10025 invalid JSON: " + message.replace('\'', '"'));
  }

  @Test
  void readsTheRequestAroundTheConfiguration() throws ApiException {
    ConsumerRequest request =
        ConsumerConfigReader.read(
            bytes("{'stream_name':'s','action':'update','pedantic':true,'config':{}}"));

    assertThat(request.stream()).isEqualTo("s");
    assertThat(request.action()).isEqualTo(ConsumerAction.UPDATE);
    assertThat(request.pedantic()).isTrue();
    assertThat(request.named("c").config().name()).isEqualTo("c");
  }

  @Test
  void comparesRequestsBeforeTheDefaultThresholdOfEphemerals() throws ApiException {
    StreamConfig stream = stream("{'name':'s'}");
    ConsumerConfig ephemeral = consumer(stream, "{'name':'c'}");
    ConsumerConfig durable = consumer(stream, "{'name':'c','durable_name':'c'}");

    assertThat(ConsumerConfigs.kept(ephemeral)).isNotEqualTo(ephemeral);
    assertThat(ConsumerConfigs.kept(durable)).isEqualTo(durable);
  }

  @Test
  void keepsTimesAsTheyWereWrittenUntilAnUpdate() throws ApiException {
    ConsumerConfig config =
        consumer(
            stream("{'name':'s'}"),
            "{'durable_name':'d','deliver_policy':'by_start_time',"
                + "'opt_start_time':'2020-01-01T00:00:00+01:00',"
                + "'pause_until':'2099-01-01T00:00:00.50-02:30'}");

    assertThat(json(config, MetadataView.STORED))
        .contains("'opt_start_time':'2020-01-01T00:00:00+01:00'")
        .contains("'_nats.req.level':'1'")
        .contains("'pause_until':'2099-01-01T00:00:00.5-02:30'");
    assertThat(json(ConsumerConfigs.updated(config, config), MetadataView.STORED))
        .contains("'opt_start_time':'2020-01-01T00:00:00+01:00'")
        .contains("'pause_until':'2099-01-01T02:30:00.5Z'");
  }

  @Test
  void needsALaterApiForAPause() throws ApiException {
    ConsumerConfig config = consumer(stream("{'name':'s'}"), "{'durable_name':'d'}");
    ConsumerConfig paused = ConsumerConfigs.paused(config, Instant.EPOCH);

    assertThat(json(paused, MetadataView.STORED))
        .endsWith("{'_nats.req.level':'1'},'pause_until':'1970-01-01T00:00:00Z'}");
    assertThat(ConsumerConfigs.paused(paused, null)).isEqualTo(config);
  }

  @Test
  void leavesThePauseOfAnExistingConsumerAndThePositionOfASource() throws ApiException {
    StreamConfig stream = stream("{'name':'s'}");
    ConsumerConfig existing = consumer(stream, "{'pause_until':'2099-01-01T00:00:00Z'}");
    String policy = "'deliver_policy':'by_start_sequence','opt_start_seq':7";
    ConsumerRequest other = consumerRequest("{'name':'c'," + policy + "}");
    ConsumerRequest source =
        consumerRequest("{'name':'c','durable_name':'c','sourcing':true," + policy + "}");

    assertThat(other.onto(existing).config().pauseUntil()).isEqualTo(existing.pauseUntil());
    assertThat(other.onto(existing).config().optStartSequence()).isEqualTo(7);
    assertThat(source.onto(existing).config().deliverPolicy()).isEqualTo(DeliverPolicy.ALL);
    assertThat(source.onto(existing).config().optStartSequence()).isZero();
  }

  @Test
  void bindsNoSourcesToTheRulesOfAWorkQueue() throws ApiException {
    StreamConfig stream = stream("{'name':'s','retention':'workqueue'}");
    ConsumerConfig all = consumer(stream, "{'name':'a','ack_policy':'explicit'}");
    ConsumerConfig direct = consumer(stream, "{'name':'b','direct':true,'deliver_subject':'d'}");
    ConsumerConfig source = consumer(stream, "{'name':'c','sourcing':true,'deliver_subject':'d'}");
    ConsumerConfig byFlowControl =
        consumer(stream, "{'name':'e','ack_policy':'flow_control','deliver_subject':'d'}");

    WorkQueueRules.checkNew(direct, List.of(all));
    WorkQueueRules.checkNew(source, List.of(all));
    WorkQueueRules.checkNew(byFlowControl, List.of(direct, source));
    assertThatThrownBy(() -> WorkQueueRules.checkNew(byFlowControl, List.of(direct, all)))
        .hasMessageStartingWith("10099 ");
  }

  @Test
  void hasTheReplicasOfAStreamThatKeepsMessagesForIt() throws ApiException {
    StreamConfig stream =
        ConfigTesting.stream(
            ConfigTesting.streamRequest("{'name':'s','num_replicas':3,'retention':'interest'}"),
            AssetLimits.ofNodes(3));

    assertThat(consumer(stream, "{'num_replicas':3}").replicas()).isEqualTo(3);
    assertThatThrownBy(() -> consumer(stream, "{'num_replicas':1}"))
        .hasMessageStartingWith("10134 ");
    assertThatThrownBy(
            () -> ConsumerConfigs.checkReplicas(consumerRequest("{'num_replicas':3}"), ONE_NODE))
        .hasMessageStartingWith("10074 ");
  }

  @Test
  void givesEachMessageOfAWorkQueueToOneConsumer() throws ApiException {
    StreamConfig stream = stream("{'name':'s','retention':'workqueue'}");
    ConsumerConfig all = consumer(stream, "{'name':'a','ack_policy':'explicit'}");
    ConsumerConfig some =
        consumer(stream, "{'name':'b','ack_policy':'explicit','filter_subject':'x.*'}");
    ConsumerConfig others =
        consumer(stream, "{'name':'c','ack_policy':'explicit','filter_subjects':['y','x.*.*']}");
    ConsumerConfig same =
        consumer(stream, "{'name':'d','ack_policy':'explicit','filter_subjects':['y','*.a']}");
    ConsumerConfig latest =
        consumer(stream, "{'name':'e','ack_policy':'explicit','deliver_policy':'new'}");
    ConsumerConfig sloppy = consumer(stream, "{'name':'f','ack_policy':'all'}");

    WorkQueueRules.checkNew(all, List.of());
    WorkQueueRules.checkNew(some, List.of(others));
    WorkQueueRules.checkUnique(all, List.of());
    assertThatThrownBy(() -> WorkQueueRules.checkNew(sloppy, List.of()))
        .hasMessage("10098 workqueue stream requires explicit ack");
    assertThatThrownBy(() -> WorkQueueRules.checkNew(latest, List.of()))
        .hasMessage("10101 consumer must be deliver all on workqueue stream");
    assertThatThrownBy(() -> WorkQueueRules.checkNew(all, List.of(some)))
        .hasMessage("10099 multiple non-filtered consumers not allowed on workqueue stream");
    assertThatThrownBy(() -> WorkQueueRules.checkNew(some, List.of(all)))
        .hasMessage("10100 filtered consumer not unique on workqueue stream");
    assertThatThrownBy(() -> WorkQueueRules.checkUnique(some, List.of(others, same)))
        .hasMessage("10100 filtered consumer not unique on workqueue stream");
    assertThatThrownBy(() -> consumer(stream, "{'ack_policy':'none'}"))
        .hasMessageStartingWith("10084 ");
  }
}
