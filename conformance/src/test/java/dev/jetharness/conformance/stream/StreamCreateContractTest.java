package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import java.util.Map;

/** What creating a stream answers, and which defaults it fills in. */
class StreamCreateContractTest {

  @Contract
  void aNewStreamIsAnsweredWithAnEmptyState(TestServer server) throws Exception {
    Answer answer = new Streams(server).create("S", "'subjects':['s.>']").isOk();
    assertThat(answer.at("type")).isEqualTo("io.nats.jetstream.api.v1.stream_create_response");
    assertThat(answer.at("did_create")).isEqualTo(true);
    assertThat(Streams.members(answer, "state"))
        .containsExactlyInAnyOrder(
            "messages", "bytes", "first_seq", "first_ts", "last_seq", "last_ts", "consumer_count");
    for (String zero :
        new String[] {"messages", "bytes", "first_seq", "last_seq", "consumer_count"}) {
      assertThat(answer.number("state." + zero)).as(zero).isZero();
    }
    assertThat(answer.at("state.first_ts")).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(answer.at("state.last_ts")).isEqualTo("0001-01-01T00:00:00Z");
  }

  @Contract
  void theAnswerNamesNoClusterAndNoDomain(TestServer server) throws Exception {
    Answer answer = new Streams(server).create("S", "").isOk();
    assertThat(answer.json().map.keySet())
        .containsExactlyInAnyOrder("type", "config", "created", "state", "ts", "did_create");
  }

  @Contract
  void defaultsAreFilledIn(TestServer server) throws Exception {
    Answer answer = new Streams(server).create("S", "").isOk();
    Map<String, Object> expected =
        Map.ofEntries(
            Map.entry("name", "S"),
            Map.entry("subjects.0", "S"),
            Map.entry("retention", "limits"),
            Map.entry("max_consumers", -1),
            Map.entry("max_msgs", -1),
            Map.entry("max_bytes", -1),
            Map.entry("max_age", 0),
            Map.entry("max_msgs_per_subject", -1),
            Map.entry("max_msg_size", -1),
            Map.entry("discard", "old"),
            Map.entry("storage", "file"),
            Map.entry("num_replicas", 1),
            Map.entry("duplicate_window", 120_000_000_000L),
            Map.entry("compression", "none"),
            Map.entry("allow_direct", false),
            Map.entry("mirror_direct", false),
            Map.entry("sealed", false),
            Map.entry("deny_delete", false),
            Map.entry("deny_purge", false),
            Map.entry("allow_rollup_hdrs", false),
            Map.entry("allow_msg_ttl", false));
    for (Map.Entry<String, Object> entry : expected.entrySet()) {
      assertThat(answer.at("config." + entry.getKey()))
          .as(entry.getKey())
          .isEqualTo(entry.getValue());
    }
  }

  @Contract
  void fieldsThatAreOffAreLeftOut(TestServer server) throws Exception {
    Answer answer = new Streams(server).create("S", "").isOk();
    assertThat(Streams.members(answer, "config"))
        .containsExactlyInAnyOrder(
            "name",
            "subjects",
            "retention",
            "max_consumers",
            "max_msgs",
            "max_bytes",
            "max_age",
            "max_msgs_per_subject",
            "max_msg_size",
            "discard",
            "storage",
            "num_replicas",
            "duplicate_window",
            "compression",
            "allow_direct",
            "mirror_direct",
            "sealed",
            "deny_delete",
            "deny_purge",
            "allow_rollup_hdrs",
            "consumer_limits",
            "allow_msg_ttl",
            "metadata");
  }

  @Contract
  void whatWasAskedForIsAnswered(TestServer server) throws Exception {
    Answer answer =
        new Streams(server)
            .create(
                "S",
                """
                'description':'orders','subjects':['s.a','s.b.*'],'retention':'interest',
                'max_consumers':3,'max_msgs':4,'max_bytes':5000,'max_age':6000000000,
                'max_msgs_per_subject':2,'max_msg_size':900,'discard':'new','storage':'memory',
                'no_ack':true,'duplicate_window':1000000000,'compression':'s2',
                'allow_direct':true,'deny_delete':true,'allow_rollup_hdrs':true,
                'discard_new_per_subject':true,
                'placement':{'cluster':'east','tags':['ssd']},
                'consumer_limits':{'inactive_threshold':7000000000,'max_ack_pending':8}
                """)
            .isOk();
    assertThat(answer.text())
        .contains(
            Streams.json(
                """
                {'name':'S','description':'orders','subjects':['s.a','s.b.*'],\
                'retention':'interest','max_consumers':3,'max_msgs':4,'max_bytes':5000,\
                'max_age':6000000000,'max_msgs_per_subject':2,'max_msg_size':900,'discard':'new',\
                'storage':'memory','num_replicas':1,'no_ack':true,'duplicate_window':1000000000,\
                'placement':{'cluster':'east','tags':['ssd']},'compression':'s2',\
                'allow_direct':true,'mirror_direct':false,'discard_new_per_subject':true,\
                'sealed':false,'deny_delete':true,'deny_purge':false,'allow_rollup_hdrs':true,\
                'consumer_limits':{'inactive_threshold':7000000000,'max_ack_pending':8},\
                'allow_msg_ttl':false,'metadata':{"""));
  }

  @Contract
  void zeroAndBelowMeanUnlimited(TestServer server) throws Exception {
    Answer answer =
        new Streams(server)
            .create(
                "S",
                "'max_msgs':0,'max_bytes':-5,'max_consumers':0,'max_msgs_per_subject':-9,'max_msg_size':0")
            .isOk();
    for (String limit :
        new String[] {
          "max_msgs", "max_bytes", "max_consumers", "max_msgs_per_subject", "max_msg_size"
        }) {
      assertThat(answer.number("config." + limit)).as(limit).isEqualTo(-1);
    }
  }

  @Contract
  void theDuplicateWindowIsNoLongerThanTheMaximumAge(TestServer server) throws Exception {
    assertThat(
            new Streams(server)
                .create("S", "'max_age':3000000000")
                .isOk()
                .number("config.duplicate_window"))
        .isEqualTo(3_000_000_000L);
  }

  @Contract
  void metadataIsKeptBesideTheServersOwn(TestServer server) throws Exception {
    Answer answer = new Streams(server).create("S", "'metadata':{'team':'billing'}").isOk();
    assertThat(Streams.members(answer, "config.metadata"))
        .containsExactlyInAnyOrder("team", "_nats.level", "_nats.req.level", "_nats.ver");
    assertThat(answer.at("config.metadata.team")).isEqualTo("billing");
  }

  @Contract
  void theServersOwnMetadataCannotBeChosen(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    String plain = streams.create("S", "").text();
    String metadata =
        plain.substring(plain.indexOf("\"metadata\":"), plain.indexOf(",\"created\""));
    Answer chosen =
        streams.create("T", "'metadata':{'_nats.ver':'1','_nats.level':'0','_nats.req.level':'9'}");
    assertThat(chosen.isOk().text()).contains(metadata);
  }

  @Contract
  void creatingTheSameStreamAgainSucceeds(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    Answer first = streams.create("S", "'max_msgs':5").isOk();
    streams.holding("S", "kept");
    Answer second = streams.create("S", "'max_msgs':5").isOk();
    assertThat(second.at("did_create")).isEqualTo(true);
    assertThat(second.at("created")).isEqualTo(first.at("created"));
    assertThat(second.number("state.messages")).isEqualTo(1);
  }

  @Contract
  void defaultsWrittenOutMakeTheSameStream(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    streams
        .create(
            "S",
            "'subjects':['S'],'retention':'limits','max_msgs':-1,'duplicate_window':120000000000,'num_replicas':1")
        .isOk();
  }

  @Contract
  void theServersOwnMetadataMakesNoDifference(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'metadata':{'a':'b'}");
    streams.create("S", "'metadata':{'a':'b','_nats.ver':'1.2.3'}").isOk();
  }

  @Contract
  void anotherConfigurationUnderTheSameNameIsRefused(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'max_msgs':5");
    streams
        .create("S", "'max_msgs':6")
        .isError(400, 10058, "stream name already in use with a different configuration");
  }

  @Contract
  void aStreamMayBeCreatedAgainAfterItsDeletion(TestServer server) throws Exception {
    Streams streams =
        new Streams(server).with("S", "'storage':'memory'").holding("S", "one", "two");
    streams.delete("S").isOk();
    streams.create("S", "'storage':'memory','max_msgs':6").isOk();
    assertThat(streams.publish("S", "three").number("seq")).isEqualTo(1);
  }
}
