package dev.jetharness.inmemory.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected texts were taken from nats-server 2.15.1. */
class ObjectReaderTest {

  @Test
  void readsEachType() throws JsonException {
    ObjectReader reader =
        strict(
            """
            {"s":"text","l":-9223372036854775808,"i":7,"u":18446744073709551615,"b":true,
             "d":1500000000,"ds":[1,2],"t":"2020-01-02T03:04:05.6+02:00","ss":["a",null],
             "m":{"k":"v"},"o":{"x":1},"os":[{"x":1},{"x":2}]}
            """);

    assertThat(reader.string("s", "")).isEqualTo("text");
    assertThat(reader.int64("l", 0)).isEqualTo(Long.MIN_VALUE);
    assertThat(reader.int32("i", 0)).isEqualTo(7);
    assertThat(reader.uint64("u", 0)).isEqualTo(-1);
    assertThat(reader.bool("b", false)).isTrue();
    assertThat(reader.duration("d")).isEqualTo(Duration.ofMillis(1500));
    assertThat(reader.durations("ds")).containsExactly(Duration.ofNanos(1), Duration.ofNanos(2));
    assertThat(reader.time("t")).isEqualTo(Instant.parse("2020-01-02T01:04:05.600Z"));
    assertThat(reader.strings("ss")).containsExactly("a", "");
    assertThat(reader.stringMap("m")).isEqualTo(Map.of("k", "v"));
    assertThat(Objects.requireNonNull(reader.object("o", "O")).int64("x", 0)).isEqualTo(1);
    assertThat(reader.objects("os", "*O").stream().map(o -> o.integer("x", 0)))
        .containsExactly(1, 2);
    reader.finish();
  }

  @Test
  void leavesDefaultsWhereNothingOrNullIsGiven() throws JsonException {
    ObjectReader reader = strict("{\"a\":null,\"b\":null,\"c\":null,\"d\":null,\"e\":null}");

    assertThat(reader.string("a", "default")).isEqualTo("default");
    assertThat(reader.int64("b", 5)).isEqualTo(5);
    assertThat(reader.bool("c", true)).isTrue();
    assertThat(reader.time("d")).isNull();
    assertThat(reader.object("e", "E")).isNull();
    assertThat(reader.uint64("absent", 6)).isEqualTo(6);
    assertThat(reader.strings("absent")).isEmpty();
    assertThat(reader.has("a")).isFalse();
    reader.finish();
  }

  @Test
  void matchesKeysWithoutCaseAndLetsTheLastOfDuplicatesCount() throws JsonException {
    ObjectReader reader =
        strict("{\"Name\":\"first\",\"NAME\":\"second\",\"list\":[\"a\",\"b\"],\"list\":[\"c\"]}");

    assertThat(reader.string("name", "")).isEqualTo("second");
    assertThat(reader.strings("list")).containsExactly("c");
    reader.finish();
  }

  @Test
  void mergesObjectsAndMapsUnderTheSameKey() throws JsonException {
    ObjectReader reader =
        strict("{\"o\":{\"x\":1},\"o\":{\"y\":2},\"m\":{\"a\":\"1\"},\"m\":{\"b\":\"2\"}}");

    ObjectReader object = Objects.requireNonNull(reader.object("o", "O"));
    assertThat(object.int64("x", 0)).isEqualTo(1);
    assertThat(object.int64("y", 0)).isEqualTo(2);
    assertThat(reader.stringMap("m")).isEqualTo(Map.of("a", "1", "b", "2"));
    reader.finish();
  }

  @Test
  void readsFurtherDocumentsIntoTheSameObject() throws JsonException {
    ObjectReader reader = strict("{\"a\":1,\"b\":1} null {\"a\":2}");

    assertThat(reader.int64("a", 0)).isEqualTo(2);
    assertThat(reader.int64("b", 0)).isEqualTo(1);
    reader.finish();
  }

  @Test
  void takesAnEmptyBodyForAnEmptyObjectWhenStrict() throws JsonException {
    assertThat(strict("").isEmpty()).isTrue();
    assertThat(strict(" \r\n\t").isEmpty()).isTrue();
  }

  @Test
  void resolvesEscapesAndReplacesHalfCharacters() throws JsonException {
    ObjectReader reader =
        strict("{\"s\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9 é \\ud83d\\ude00 \\ud800x\\udc00\"}");

    assertThat(reader.string("s", "")).isEqualTo("\"\\/\b\f\n\r\té é 😀 \uFFFDx\uFFFD");
    reader.finish();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "xyz | invalid character 'x' looking for beginning of value at offset 1",
        "{ | unexpected EOF",
        "{\"a\" | unexpected EOF",
        "{\"a\":\"b | unexpected EOF",
        "{\"a\":tru | unexpected EOF",
        "- | unexpected EOF",
        "{\"name\":\"\\u1 | unexpected EOF",
        "{\"name\":\"a\",} | invalid character '}' looking for beginning of object key string at offset 13",
        "{,} | invalid character ',' looking for beginning of object key string at offset 2",
        "{\"name\":\"a\" \"b\"} | invalid character '\"' after object key:value pair at offset 13",
        "{\"name\" \"a\"} | invalid character '\"' after object key at offset 9",
        "{name:\"a\"} | invalid character 'n' looking for beginning of object key string at offset 2",
        "{\"name\":'a'} | invalid character '\\'' looking for beginning of value at offset 9",
        "{\"name\":\"\\q\"} | invalid escape sequence `\\q` in string at offset 11",
        "{\"name\":\"\\u12g4\"} | invalid escape sequence `\\u12g4` in string at offset 15",
        "{\"name\":\"\\u12\"} | invalid escape sequence `\\u12\"}` in string at offset 15",
        "{\"name\":\"\\u12\"  } | invalid escape sequence \"\\\\u12\\\" \" in string at offset 15",
        "{\"name\":tru} | invalid character '}' in literal true (expecting 'e') at offset 12",
        "{\"name\":fax} | invalid character 'x' in literal false (expecting 'l') at offset 11",
        "{\"name\":-} | invalid character '}' in numeric literal at offset 10",
        "{\"name\":01} | invalid character '1' after object key:value pair at offset 10",
        "{\"name\":1.} | invalid character '}' in numeric literal at offset 11",
        "{\"name\":1e} | invalid character '}' in numeric literal at offset 11",
        "{\"a\":1e+x} | invalid character 'x' in numeric literal at offset 9",
        "{\"a\":+1} | invalid character '+' looking for beginning of value at offset 6",
        "{\"a\":} | invalid character '}' looking for beginning of value at offset 6",
        "[1,2} | invalid character '}' after array element at offset 5",
        "[,1] | invalid character ',' looking for beginning of value at offset 2",
        "[1,] | invalid character ']' looking for beginning of value at offset 4",
        "é | invalid character 'é' looking for beginning of value at offset 2",
        "{\"a\":tré} | invalid character 'é' in literal true (expecting 'u') at offset 9",
        "[] | json: cannot unmarshal array into Go value of type server.Request",
        "12 x | json: cannot unmarshal number into Go value of type server.Request",
        "null x | invalid character 'x' looking for beginning of value at offset 6",
      })
  void tellsBadSyntaxInGosWords(String json, String message) {
    assertThatThrownBy(() -> strict(json).finish())
        .isInstanceOf(JsonException.class)
        .hasMessage(message);
  }

  @Test
  void tellsControlCharactersInStrings() {
    assertThatThrownBy(() -> strict("{\"name\":\"a\nb\"}"))
        .hasMessage("invalid character '\\n' in string at offset 11");
    assertThatThrownBy(() -> strict("\0"))
        .hasMessage("invalid character '\\x00' looking for beginning of value at offset 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"l\":\"x\"} | string into Go struct field Request.l of type int64",
        "{\"L\":\"x\"} | string into Go struct field Request.L of type int64",
        "{\"l\":1.5} | number 1.5 into Go struct field Request.l of type int64",
        "{\"l\":1e3} | number 1e3 into Go struct field Request.l of type int64",
        "{\"l\":9223372036854775808} | number 9223372036854775808 into Go struct field Request.l of type int64",
        "{\"i\":2147483648} | number 2147483648 into Go struct field Request.i of type int32",
        "{\"n\":true} | bool into Go struct field Request.n of type int",
        "{\"u\":-1} | number -1 into Go struct field Request.u of type uint64",
        "{\"d\":\"30s\"} | string into Go struct field Request.d of type time.Duration",
        "{\"b\":\"true\"} | string into Go struct field Request.b of type bool",
        "{\"s\":{}} | object into Go struct field Request.s of type string",
        "{\"t\":1} | number into Go struct field Request.t of type time.Time",
        "{\"ss\":\"a\"} | string into Go struct field Request.ss of type []string",
        "{\"ss\":[1]} | number into Request.ss.0 of type string",
        "{\"ds\":[1,\"x\"]} | string into Request.ds.1 of type time.Duration",
        "{\"m\":[]} | array into Go struct field Request.m of type map[string]string",
        "{\"m\":{\"a/b.c~d\":1}} | number into Go struct field Request.m.a~1b.c~0d of type string",
        "{\"o\":[]} | array into Go struct field Request.o of type server.Part",
        "{\"o\":{\"x\":\"1\"}} | string into Go struct field Request.o.x of type int64",
        "{\"os\":{}} | object into Go struct field Request.os of type []*server.Part",
        "{\"os\":[1]} | number into Request.os.0 of type server.Part",
        "{\"os\":[{},{\"x\":\"1\"}]} | string into Go struct field Request.os.1.x of type int64",
        "{\"l\":\"x\",\"l\":1} | string into Go struct field Request.l of type int64",
        "{\"i\":\"x\",\"l\":[]} | string into Go struct field Request.i of type int32",
        "{\"l\":[],\"i\":\"x\",\"unknown\":1} | array into Go struct field Request.l of type int64",
      })
  void tellsWrongTypesInGosWords(String json, String message) throws JsonException {
    ObjectReader reader = strict(json);
    readAll(reader);

    assertThatThrownBy(reader::finish).hasMessage("json: cannot unmarshal " + message);
  }

  @Test
  void refusesUnknownFieldsWhenStrict() throws JsonException {
    ObjectReader reader = strict("{\"l\":1,\"max-msgs\":1,\"l\":\"x\"}");
    readAll(reader);
    assertThatThrownBy(reader::finish).hasMessage("json: unknown field \"max-msgs\"");

    ObjectReader nested = strict("{\"o\":{\"x\":1,\"y\":2}}");
    readAll(nested);
    assertThatThrownBy(nested::finish).hasMessage("json: unknown field \"y\"");

    ObjectReader second = strict("{\"l\":1} {\"y\":2} z");
    readAll(second);
    assertThatThrownBy(second::finish).hasMessage("json: unknown field \"y\"");
  }

  @Test
  void readsAsUnmarshalDoesWhenNotStrict() throws JsonException {
    ObjectReader reader = lenient("{\"l\":1,\"unknown\":2}");
    assertThat(reader.int64("l", 0)).isEqualTo(1);
    reader.finish();

    assertThatThrownBy(() -> lenient("")).hasMessage("unexpected end of JSON input");
    assertThatThrownBy(() -> lenient("{\"a\"")).hasMessage("unexpected end of JSON input");
    assertThatThrownBy(() -> lenient("{} {}"))
        .hasMessage("invalid character '{' after top-level value");
    assertThatThrownBy(() -> lenient("x"))
        .hasMessage("invalid character 'x' looking for beginning of value");
  }

  @Test
  void givesCustomDecodersTheJsonAsWritten() throws JsonException {
    ObjectReader reader = strict("{\"a\": {\"x\": [1,  2]} ,\"b\":null,\"c\":\"ok\"}");

    assertThat(reader.rawOf("a")).isEqualTo("{\"x\": [1,  2]}");
    assertThat(reader.custom("c", "", json -> json)).isEqualTo("\"ok\"");
    assertThat(reader.custom("absent", "default", json -> json)).isEqualTo("default");
    reader.custom(
        "b",
        "",
        json -> {
          throw new JsonException("no " + json);
        });
    assertThatThrownBy(reader::finish).hasMessage("no null");
  }

  @ParameterizedTest
  @ValueSource(ints = {1001, 200_000})
  void refusesDocumentsThatNestTooDeeply(int depth) {
    assertThatThrownBy(() -> strict("[".repeat(depth)))
        .hasMessageStartingWith("exceeded max depth");
  }

  private static void readAll(ObjectReader reader) {
    reader.string("s", "");
    reader.int64("l", 0);
    reader.int32("i", 0);
    reader.integer("n", 0);
    reader.uint64("u", 0);
    reader.duration("d");
    reader.bool("b", false);
    reader.time("t");
    reader.strings("ss");
    reader.durations("ds");
    reader.stringMap("m");
    ObjectReader object = reader.object("o", "Part");
    if (object != null) {
      object.int64("x", 0);
    }
    List<ObjectReader> objects = reader.objects("os", "*Part");
    objects.forEach(part -> part.int64("x", 0));
  }

  private static ObjectReader strict(String json) throws JsonException {
    return ObjectReader.parse(json.getBytes(UTF_8), "Request", true);
  }

  private static ObjectReader lenient(String json) throws JsonException {
    return ObjectReader.parse(json.getBytes(UTF_8), "Request", false);
  }

  @Test
  void numbersComeInListsAndMaps() throws JsonException {
    ObjectReader json =
        ObjectReader.parse(
            "{\"list\":[1,null],\"counts\":{\"a\":1},\"numbers\":{\"2\":3},\"objects\":{\"4\":{\"x\":5}}}"
                .getBytes(UTF_8),
            "Thing",
            true);
    assertThat(json.uint64s("list")).containsExactly(1L, 0L);
    assertThat(json.uint64Map("counts")).containsExactly(entry("a", 1L));
    assertThat(json.uint64ByUint64("numbers")).containsExactly(entry(2L, 3L));
    json.objectsByUint64("objects", "Part")
        .forEach((key, object) -> assertThat(object.uint64("x", 0) + key).isEqualTo(5 + 4));
    json.finish();
  }

  @Test
  void keysThatAreNoNumbersAreRefused() throws JsonException {
    for (String key : new String[] {"a", "", "-1", "1.5"}) {
      ObjectReader json =
          ObjectReader.parse(("{\"map\":{\"" + key + "\":1}}").getBytes(UTF_8), "Thing", true);
      json.uint64ByUint64("map");
      assertThatThrownBy(json::finish)
          .hasMessageStartingWith("json: cannot unmarshal number " + key + " into ");
    }
  }

  @Test
  void onlyTheFirstDocumentMayBeRead() throws JsonException {
    ObjectReader json = ObjectReader.parseFirst(" {\"a\":1,\"b\":2} junk".getBytes(UTF_8), "Thing");
    assertThat(json.uint64("a", 0)).isEqualTo(1);
    json.finish();
    assertThatThrownBy(() -> ObjectReader.parseFirst(" ".getBytes(UTF_8), "Thing"))
        .hasMessage("EOF");
    assertThatThrownBy(() -> ObjectReader.parseFirst("{".getBytes(UTF_8), "Thing"))
        .hasMessage("unexpected EOF");
    assertThatThrownBy(() -> ObjectReader.parseFirst("{x".getBytes(UTF_8), "Thing"))
        .hasMessage("invalid character 'x' looking for beginning of object key string");
  }
}
