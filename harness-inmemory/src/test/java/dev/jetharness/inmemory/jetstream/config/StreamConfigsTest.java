package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.json;
import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.stream;
import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.streamRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected texts were taken from nats-server 2.15.1. */
class StreamConfigsTest {

  @Test
  void fillsInDefaults() throws ApiException {
    assertThat(json(stream("{'name':'a'}"), MetadataView.WITH_SERVER))
        .isEqualTo(
            "{'name':'a','subjects':['a'],'retention':'limits','max_consumers':-1,'max_msgs':-1,"
                + "'max_bytes':-1,'max_age':0,'max_msgs_per_subject':-1,'max_msg_size':-1,"
                + "'discard':'old','storage':'file','num_replicas':1,"
                + "'duplicate_window':120000000000,'compression':'none','allow_direct':false,"
                + "'mirror_direct':false,'sealed':false,'deny_delete':false,'deny_purge':false,"
                + "'allow_rollup_hdrs':false,'consumer_limits':{},'allow_msg_ttl':false,"
                + "'metadata':{'_nats.level':'5','_nats.req.level':'0','_nats.ver':'2.15.1'}}");
  }

  @Test
  void keepsWhatIsSet() throws ApiException {
    String json =
        "{'name':'v','description':'d','subjects':['v.*','w'],'retention':'workqueue',"
            + "'max_consumers':2,'max_msgs':3,'max_bytes':4,'max_age':60000000000,"
            + "'max_msgs_per_subject':5,'max_msg_size':7,'discard':'new','storage':'memory',"
            + "'num_replicas':1,'no_ack':true,'duplicate_window':1000000000,"
            + "'placement':{'cluster':'c','tags':['a','b']},'compression':'s2',"
            + "'allow_direct':true,'mirror_direct':false,'discard_new_per_subject':true,"
            + "'sealed':false,'deny_delete':true,'deny_purge':false,'allow_rollup_hdrs':true,"
            + "'consumer_limits':{'inactive_threshold':9,'max_ack_pending':8},"
            + "'allow_msg_ttl':false,'metadata':{'_nats.req.level':'0','x':'y'}}";

    assertThat(json(stream(json), MetadataView.STORED)).isEqualTo(json);
  }

  @Test
  void overwritesMetadataAboutTheServer() throws ApiException {
    StreamConfig config =
        stream(
            "{'name':'v','metadata':{'_nats.ver':'1','_nats.req.level':'3','_nats.level':'7',"
                + "'_nats.foo':'1','x':'y'}}");

    assertThat(json(config, MetadataView.STORED))
        .endsWith("'metadata':{'_nats.foo':'1','_nats.req.level':'0','x':'y'}}");
    assertThat(json(config, MetadataView.WITH_SERVER))
        .endsWith(
            "'metadata':{'_nats.foo':'1','_nats.level':'5','_nats.req.level':'0',"
                + "'_nats.ver':'2.15.1','x':'y'}}");
  }

  @Test
  void isEqualToTheSameConfigurationWithDefaultsSpelledOut() throws ApiException {
    StreamConfig brief = stream("{'name':'a'}");
    StreamConfig full =
        stream(
            "{'name':'a','subjects':['a'],'max_msgs':-1,'num_replicas':1,'placement':{},"
                + "'duplicate_window':120000000000,'metadata':{'_nats.ver':'2.15.1'}}");

    assertThat(brief).isEqualTo(full);
  }

  @Test
  void shrinksTheDuplicateWindowToMaxAgeAndServerLimit() throws ApiException {
    assertThat(stream("{'name':'a','max_age':1000000000}").duplicateWindow())
        .isEqualTo(Duration.ofSeconds(1));
    AssetLimits limits =
        new AssetLimits(
            1, new ServerLimits(-1, -1, Duration.ofMinutes(1), 0, 0), AccountLimits.NONE);
    assertThat(ConfigTesting.stream(streamRequest("{'name':'a'}"), limits).duplicateWindow())
        .isEqualTo(Duration.ofMinutes(1));
    assertThatThrownBy(
            () ->
                ConfigTesting.stream(
                    streamRequest("{'name':'a','duplicate_window':61000000000}"), limits))
        .hasMessage("10052 duplicates window can not be larger then server limit of 1m0s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'name':''} | 10052 stream name is required and can not contain '.', '*', '>', '\\', '/'",
        "{'name':'a b'} | 10052 stream name is required and can not contain '.', '*', '>', '\\', '/'",
        "{'name':'x','num_replicas':-1} | 10133 replicas count cannot be negative",
        "{'name':'x','num_replicas':6} | 10052 maximum replicas is 5",
        "{'name':'x','num_replicas':3} | 10074 replicas > 1 not supported in non-clustered mode",
        "{'name':'x','sealed':true} | 10052 stream configuration for create can not be sealed",
        "{'name':'x','max_age':5} | 10052 max age needs to be >= 100ms",
        "{'name':'x','max_age':-5} | 10052 max age can not be negative",
        "{'name':'x','duplicate_window':-5} | 10052 duplicates window can not be negative",
        "{'name':'x','duplicate_window':5} | 10052 duplicates window needs to be >= 100ms",
        "{'name':'x','max_age':100000000,'duplicate_window':200000000} | 10052 duplicates window can not be larger then max age",
        "{'name':'x','deny_purge':true,'allow_rollup_hdrs':true} | 10052 roll-ups require the purge permission",
        "{'name':'x','discard_new_per_subject':true} | 10052 discard new per subject requires discard new policy to be set",
        "{'name':'x','discard_new_per_subject':true,'discard':'NEW'} | 10052 discard new per subject requires max msgs per subject > 0",
        "{'name':'x','placement':{'preferred':'x'}} | 10052 preferred server not permitted in placement",
        "{'name':'w','subjects':['a','']} | 10052 invalid subject",
        "{'name':'w','subjects':['a','a']} | 10052 subject 'a' overlaps with 'a'",
        "{'name':'w','subjects':['a.*','a.b','x']} | 10052 subject 'a.*' overlaps with 'a.b'",
        "{'name':'x','subjects':['$JS.API.>']} | 10052 subjects that overlap with jetstream api require no-ack to be true",
        "{'name':'x','subjects':['$SYS.foo']} | 10052 subjects that overlap with system api require no-ack to be true",
        "{'name':'x','subjects':['>']} | 10052 capturing all subjects requires no-ack to be true",
        "{'name':'a','foo':1} | 10025 invalid JSON: json: unknown field 'foo'",
        "{'name':'a','retention':'x'} | 10025 invalid JSON: can not unmarshal '\\'x\\''",
        "{'name':'a','retention':null} | 10025 invalid JSON: can not unmarshal 'null'",
        "{'name':'a','storage':'x'} | 10025 invalid JSON: can not unmarshal '\\'x\\''",
        "{'name':'a','compression':'x'} | 10025 invalid JSON: unknown compression algorithm",
        "{'name':'a','compression':null} | 10025 invalid JSON: unknown compression algorithm",
        "{'name':'a','compression':1} | 10025 invalid JSON: json: cannot unmarshal number into Go value of type string",
        "{'name':'a','max_msgs':'x'} | 10025 invalid JSON: json: cannot unmarshal string into Go struct field StreamConfigRequest.max_msgs of type int64",
      })
  void refusesWithTheServersText(String json, String message) {
    assertThatThrownBy(() -> stream(json)).hasMessage(unquoted(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'max_msgs':-5 | max_msgs must be set to -1",
        "'max_msgs_per_subject':-5 | max_msgs_per_subject must be set to -1",
        "'max_bytes':-5 | max_bytes must be set to -1",
        "'max_msg_size':-5 | max_msg_size must be set to -1",
        "'max_consumers':-5 | max_consumers must be set to -1",
        "'max_age':1000000000 | duplicate window cannot be bigger than max age",
      },
      quoteCharacter = '\0')
  void putsRightWhatItRefusesWhenPedantic(String field, String problem) throws ApiException {
    assertThat(stream("{'name':'x'," + field + "}").name()).isEqualTo("x");
    assertThatThrownBy(() -> stream("{'name':'x','pedantic':true," + field + "}"))
        .hasMessage("10157 pedantic mode: " + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':'x','subjects':['$JS.EVENT.>']}",
        "{'name':'x','subjects':['$SYS.ACCOUNT.>']}",
        "{'name':'x','subjects':['>'],'no_ack':true}",
        "{'name':'x','subjects':['$JS.API.>'],'no_ack':true}",
        "{'name':'x','discard':'New'}",
      })
  void accepts(String json) {
    assertThatCode(() -> stream(json)).doesNotThrowAnyException();
  }

  @Test
  void refusesToCountFromWhereTheServerWouldSoonWrapAround() throws ApiException {
    assertThat(stream("{'name':'a','first_seq':4611686018427387904}").firstSequence())
        .isEqualTo(1L << 62);
    assertThatThrownBy(() -> stream("{'name':'a','first_seq':18446744073709551615}"))
        .hasMessage(
            "10052 first_seq above 4611686018427387904 is not supported by this in-memory broker");
  }

  @Test
  void takesAsManyReplicasAsThereAreNodes() throws ApiException {
    StreamRequest request = streamRequest("{'name':'x','num_replicas':3}");

    assertThat(ConfigTesting.stream(request, AssetLimits.ofNodes(3)).replicas()).isEqualTo(3);
  }

  @Test
  void limitsBytesWhereTheAccountDoes() {
    AssetLimits limits =
        new AssetLimits(
            1, ServerLimits.NONE, new AccountLimits(-1, -1, -1, -1, -1, 100, 100, true));

    assertThatThrownBy(() -> ConfigTesting.stream(streamRequest("{'name':'x'}"), limits))
        .hasMessageStartingWith("10113 ");
    assertThatThrownBy(
            () -> ConfigTesting.stream(streamRequest("{'name':'x','max_bytes':101}"), limits))
        .hasMessageStartingWith("10122 ");
  }

  @Test
  void refusesTextsThatAreTooLong() {
    assertThatThrownBy(() -> stream("{'name':'" + "x".repeat(256) + "'}"))
        .hasMessage("10052 stream name is too long, maximum allowed is 255");
    assertThatThrownBy(() -> stream("{'name':'x','description':'" + "é".repeat(2049) + "'}"))
        .hasMessage("10052 stream description is too long, maximum allowed is 4096");
    assertThatThrownBy(() -> stream("{'name':'x','metadata':{'a':'" + "x".repeat(131072) + "'}}"))
        .hasMessage("10052 stream metadata exceeds maximum size of 131072 bytes");
  }

  static String unquoted(String message) {
    return message.startsWith("10025") || message.contains("subject '")
        ? message.replace('\'', '"')
        : message;
  }
}
