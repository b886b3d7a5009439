package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.ConfigTesting.stream;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamFieldRulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "'mirror_direct':true | 10052 stream has no mirror but does have mirror direct",
        "'mirror':{'name':'a b'} | 10142 mirrored stream name is invalid",
        "'mirror':{'name':'a'},'first_seq':1 | 10143 stream mirrors can not have first sequence configured",
        "'mirror':{'name':'a'},'subjects':['a'] | 10034 stream mirrors can not contain subjects",
        "'mirror':{'name':'a'},'sources':[{'name':'b'}] | 10031 stream mirrors can not also contain other sources",
        "'sources':[{'name':''}] | 10141 sourced stream name is invalid",
        "'subject_delete_marker_ttl':-1 | 10052 subject delete marker TTL must not be negative",
        "'subject_delete_marker_ttl':5 | 10052 subject delete marker TTL must be at least 1 second",
        "'allow_msg_counter':true,'discard':'new' | 10052 counter stream cannot use discard new",
        "'allow_msg_schedules':true,'discard':'new' | 10052 message scheduling cannot use discard new",
        "'persist_mode':'async','storage':'memory' | 10052 async persist mode is only supported on file storage",
      })
  void areRefusedWithTheServersErrorWhereItHasOne(String fields, String message) {
    assertThatThrownBy(() -> stream("{'name':'x'," + fields + "}")).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "'republish':{'dest':'a'},'mirror':{'name':1} | json: cannot unmarshal number into Go struct field StreamConfigRequest.mirror.name of type string",
        "'mirror':{'opt_start_time':'x'} | parsing time 'x' as '2006-01-02T15:04:05Z07:00': cannot parse 'x' as '2006'",
        "'sources':[{'external':{'api':1}}] | json: cannot unmarshal number into Go struct field StreamConfigRequest.sources.0.external.api of type string",
        "'sources':[{'subject_transforms':[1]}] | json: cannot unmarshal number into StreamConfigRequest.sources.0.subject_transforms.0 of type server.SubjectTransformConfig",
        "'sources':{} | json: cannot unmarshal object into Go struct field StreamConfigRequest.sources of type []*server.StreamSource",
        "'persist_mode':null | can not unmarshal 'null'",
      })
  void areDecodedAsTheServerDoes(String fields, String message) {
    assertThatThrownBy(() -> stream("{'name':'x'," + fields + "}"))
        .hasMessage("10025 invalid JSON: " + message.replace('\'', '"'));
  }
}
