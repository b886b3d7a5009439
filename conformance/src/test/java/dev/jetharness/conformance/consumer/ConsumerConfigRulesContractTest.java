package dev.jetharness.conformance.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** Which consumer configurations are refused, field by field, and with which words. */
class ConsumerConfigRulesContractTest {

  @Contract
  void numbersAndDurationsAreChecked(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    refused(consumers, "'ack_wait':-1", "400 10183 consumer ack wait needs to be positive");
    refused(consumers, "'backoff':[-1]", "400 10184 consumer backoff needs to be positive");
    refused(
        consumers,
        "'backoff':[1000000000,2000000000],'max_deliver':1",
        "400 10116 max deliver is required to be > length of backoff values");
    refused(
        consumers, "'max_expires':1", "400 10115 consumer max request expires needs to be >= 1ms");
    refused(consumers, "'num_replicas':-1", "400 10133 replicas count cannot be negative");
    refused(
        consumers,
        "'num_replicas':2",
        "500 10074 replicas > 1 not supported in non-clustered mode");
  }

  @Contract
  void whatIsNegativeMeansTheDefault(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Answer answer =
        consumers
            .durable(
                "C",
                "'ack_policy':'explicit','max_deliver':-5,'max_waiting':-1,'max_ack_pending':-7,"
                    + "'max_batch':-1,'max_expires':-1,'max_bytes':-1,'inactive_threshold':-1")
            .isOk();
    assertThat(answer.number("config.max_deliver")).isEqualTo(-1);
    assertThat(answer.number("config.max_waiting")).isEqualTo(512);
    assertThat(answer.number("config.max_ack_pending")).isEqualTo(-1);
    for (String unset :
        new String[] {"max_batch", "max_expires", "max_bytes", "inactive_threshold"}) {
      assertThat(answer.at("config." + unset)).as(unset).isNull();
    }
  }

  @Contract
  void inPedanticModeWhatIsNegativeIsRefused(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    pedantic(consumers, "'max_deliver':-5", "max_deliver must be set to -1");
    pedantic(consumers, "'max_waiting':-1", "max_waiting must not be negative");
    pedantic(consumers, "'max_ack_pending':-7", "max_ack_pending must be set to -1");
    pedantic(consumers, "'max_batch':-1", "max_batch must not be negative");
    pedantic(consumers, "'max_expires':-1", "max_expires must not be negative");
    pedantic(consumers, "'max_bytes':-1", "max_bytes must not be negative");
    pedantic(
        consumers,
        "'backoff':[1000000000],'ack_wait':5000000000",
        "first backoff value has to equal batch AckWait");
  }

  @Contract
  void filtersAreChecked(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    refused(consumers, "'filter_subject':'s..a'", "500 10052 invalid subject");
    refused(consumers, "'filter_subjects':['s..']", "500 10052 invalid subject");
    refused(
        consumers,
        "'filter_subject':'s.a','filter_subjects':['s.b']",
        "400 10136 consumer cannot have both FilterSubject and FilterSubjects specified");
    refused(
        consumers,
        "'filter_subjects':['']",
        "400 10139 consumer filter in FilterSubjects cannot be empty");
    for (String overlapping : new String[] {"'s.a','s.*'", "'s.a','s.a'", "'>','s.a'"}) {
      refused(
          consumers,
          "'filter_subjects':[" + overlapping + "]",
          "400 10138 consumer subject filters cannot overlap");
    }
    consumers.durable("OTHER", "'filter_subject':'of.no.stream'").isOk();
  }

  @Contract
  void unknownWordsAreNotJson(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    for (String policy : new String[] {"ack_policy", "replay_policy", "deliver_policy"}) {
      refused(
          consumers,
          "'" + policy + "':'x'",
          "400 10025 invalid JSON: can not unmarshal \"\\\"x\\\"\"");
    }
    refused(
        consumers,
        "'priority_policy':'x'",
        "400 10025 invalid JSON: unknown priority policy: \"x\"");
    refused(consumers, "'nope':1", "400 10025 invalid JSON: json: unknown field \"nope\"");
    refused(
        consumers,
        "'ack_wait':'1s'",
        "400 10025 invalid JSON: json: cannot unmarshal string into Go struct field"
            + " CreateConsumerRequest.config.ack_wait of type time.Duration");
    refused(
        consumers,
        "'max_deliver':1.5",
        "400 10025 invalid JSON: json: cannot unmarshal number 1.5 into Go struct field"
            + " CreateConsumerRequest.config.max_deliver of type int");
    refused(
        consumers,
        "'pause_until':'x'",
        "400 10025 invalid JSON: parsing time \"x\" as \"2006-01-02T15:04:05Z07:00\": cannot parse"
            + " \"x\" as \"2006\"");
  }

  @Contract
  void aStartNeedsItsPolicy(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    String time = "'opt_start_time':'2020-01-01T00:00:00Z'";
    start(consumers, "'opt_start_seq':1", "all, but optional start sequence is also set");
    start(consumers, time, "all, but optional start time is also set");
    for (String policy : new String[] {"last", "new"}) {
      String deliver = "'deliver_policy':'" + policy + "',";
      start(
          consumers,
          deliver + "'opt_start_seq':1",
          policy + ", but optional start sequence is also set");
      start(consumers, deliver + time, policy + ", but optional start time is also set");
    }
    String perSubject = "'deliver_policy':'last_per_subject'";
    start(consumers, perSubject, "last per subject, but optional filter subject is not set");
    start(
        consumers,
        perSubject + ",'filter_subject':'s.a','opt_start_seq':1",
        "last per subject, but optional start sequence is also set");
    String bySequence = "'deliver_policy':'by_start_sequence'";
    start(consumers, bySequence, "by start sequence, but optional start sequence is not set");
    start(
        consumers,
        bySequence + ",'opt_start_seq':1," + time,
        "by start sequence, but optional start time is also set");
    String byTime = "'deliver_policy':'by_start_time'";
    start(consumers, byTime, "by start time, but optional start time is not set");
    start(
        consumers,
        byTime + ",'opt_start_seq':1," + time,
        "by start time, but optional start start sequence is also set");
  }

  @Contract
  void pullConsumersHaveNothingOfPushConsumers(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    refused(
        consumers,
        "'rate_limit_bps':1000",
        "400 10086 consumer in pull mode can not have rate limit set");
    refused(
        consumers,
        "'flow_control':true",
        "400 10089 consumer flow control requires a push based consumer");
    refused(
        consumers,
        "'idle_heartbeat':1000000000",
        "400 10088 consumer idle heartbeat requires a push based consumer");
    refused(consumers, "'direct':true", "400 10090 consumer direct requires a push based consumer");
    refused(
        consumers,
        "'ack_policy':'flow_control'",
        "400 10218 flow control ack policy requires a push based consumer");
  }

  @Contract
  void pushConsumersAreChecked(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    push(consumers, "'max_waiting':5", "10080 consumer in push mode can not set max waiting");
    push(
        consumers,
        "'max_ack_pending':5,'ack_policy':'none'",
        "10082 consumer requires ack policy for max ack pending");
    push(
        consumers, "'flow_control':true", "10108 consumer with flow control also needs heartbeats");
    push(
        consumers,
        "'idle_heartbeat':99999999",
        "10083 consumer idle heartbeat needs to be >= 100ms");
    push(consumers, "'direct':true", "10091 consumer direct requires an ephemeral consumer");
    push(
        consumers,
        "'priority_policy':'overflow','priority_groups':['a']",
        "10178 priority groups can not be used with push consumers");
  }

  @Contract
  void deliverSubjectsAreChecked(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    for (String wildcard : new String[] {"d.*", ">"}) {
      refused(
          consumers,
          "'deliver_subject':'" + wildcard + "'",
          "400 10079 consumer deliver subject has wildcards");
    }
    for (String invalid : new String[] {"d..a", "d d", ".d"}) {
      refused(
          consumers,
          "'deliver_subject':'" + invalid + "'",
          "400 10112 invalid push consumer deliver subject");
    }
    refused(
        consumers, "'deliver_subject':'s.a'", "400 10081 consumer deliver subject forms a cycle");
  }

  @Contract
  void acknowledgementByFlowControlLeavesNothingElseToSet(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    String policy = "'ack_policy':'flow_control','max_ack_pending':10";
    push(
        consumers,
        "'ack_policy':'flow_control','max_ack_pending':-1",
        "10220 flow control ack policy requires max ack pending");
    for (String wait : new String[] {",'ack_wait':5", ",'backoff':[5]"}) {
      push(consumers, policy + wait, "10221 flow control ack policy requires unset ack wait");
    }
    push(
        consumers,
        policy + ",'max_deliver':5",
        "10222 flow control ack policy requires unset max deliver");
  }

  @Contract
  void priorityGroupsNeedTheirPolicyAndName(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    refused(
        consumers,
        "'priority_groups':['a']",
        "400 10196 consumer can not have priority groups when policy is none");
    refused(
        consumers,
        "'priority_timeout':5000000000",
        "400 10197 PinnedTTL cannot be set when PriorityPolicy is none");
    String overflow = "'priority_policy':'overflow'";
    for (String none : new String[] {"", ",'priority_groups':[]"}) {
      refused(
          consumers,
          overflow + none,
          "400 10159 Setting PriorityPolicy requires at least one PriorityGroup to be set");
    }
    refused(
        consumers,
        overflow + ",'priority_groups':['']",
        "400 10161 Group name cannot be an empty string");
    for (String invalid : new String[] {"a b", "a".repeat(17)}) {
      refused(
          consumers,
          overflow + ",'priority_groups':['" + invalid + "']",
          "400 10162 Valid priority group name must match A-Z, a-z, 0-9, -_/=)+ and may not exceed"
              + " 16 characters");
    }
  }

  @Contract
  void sampleFrequenciesAreWholePercents(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    String refusal = "400 10095 failed to parse consumer sampling configuration: ";
    refused(
        consumers, "'sample_freq':'x'", refusal + "strconv.Atoi: parsing \"x\": invalid syntax");
    refused(consumers, "'sample_freq':'%'", refusal + "strconv.Atoi: parsing \"\": invalid syntax");
    refused(consumers, "'sample_freq':'-1'", refusal + "<nil>");
    consumers.durable("PLAIN", "'sample_freq':'50'").isOk();
    consumers.durable("PERCENT", "'sample_freq':'200%'").isOk();
  }

  @Contract
  void textsAreLimited(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("LONGEST", "'description':'" + "d".repeat(4096) + "'").isOk();
    refused(
        consumers,
        "'description':'" + "d".repeat(4097) + "'",
        "400 10107 consumer description is too long, maximum allowed is 4096");
    refused(
        consumers,
        "'metadata':{'a':'" + "x".repeat(131072) + "'}",
        "400 10135 consumer metadata exceeds maximum size of 128KB");
  }

  @Contract
  void theLimitsOfTheStreamMustBeNamedInPedanticMode(TestServer server) throws Exception {
    Consumers consumers =
        Consumers.of(
            server, "'consumer_limits':{'inactive_threshold':10000000000,'max_ack_pending':100}");
    pedantic(
        consumers,
        "'ack_policy':'explicit'",
        "max_ack_pending must be set if it's configured in stream limits");
    pedantic(
        consumers,
        "'ack_policy':'explicit','max_ack_pending':10",
        "inactive_threshold must be set if it's configured in stream limits");
    refused(
        consumers,
        "'ack_policy':'explicit','max_ack_pending':101",
        "400 10121 consumer max ack pending exceeds system limit of 100");
    refused(
        consumers,
        "'inactive_threshold':10000000001",
        "400 10153 consumer inactive threshold exceeds system limit of 10s");
  }

  private static void start(Consumers consumers, String members, String end) throws Exception {
    refused(consumers, members, "400 10094 consumer delivery policy is deliver " + end);
  }

  private static void push(Consumers consumers, String members, String error) throws Exception {
    refused(consumers, members + ",'deliver_subject':'d'", "400 " + error);
  }

  private static void refused(Consumers consumers, String members, String error) throws Exception {
    assertThat(consumers.durable("C", members).error()).as(members).isEqualTo(error);
  }

  private static void pedantic(Consumers consumers, String members, String error) throws Exception {
    String body = "{'stream_name':'S','pedantic':true,'config':{'durable_name':'C'," + members;
    assertThat(consumers.call("CONSUMER.CREATE.S.C", body + "}}").error())
        .as(members)
        .isEqualTo("400 10157 pedantic mode: " + error);
  }
}
