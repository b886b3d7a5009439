package dev.jetharness.inmemory.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  @Test
  void writesMembersInTheOrderOfTheCalls() {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .field("s", "text")
            .field("n", -1)
            .unsignedField("u", -1)
            .field("b", false)
            .name("list")
            .beginArray()
            .value("a")
            .value(1)
            .value(true)
            .nullValue()
            .beginObject()
            .endObject()
            .endArray()
            .object("o", o -> o.field("x", 1).field("y", 2))
            .object("empty", o -> {})
            .name("raw")
            .raw("[1]".getBytes(UTF_8))
            .base64Field("data", "hello".getBytes(UTF_8))
            .timeField("t", Instant.parse("2020-01-02T03:04:05.600Z"))
            .endObject();

    assertThat(json.toString())
        .isEqualTo(
            "{\"s\":\"text\",\"n\":-1,\"u\":18446744073709551615,\"b\":false,"
                + "\"list\":[\"a\",1,true,null,{}],\"o\":{\"x\":1,\"y\":2},\"empty\":{},"
                + "\"raw\":[1],\"data\":\"aGVsbG8=\",\"t\":\"2020-01-02T03:04:05.6Z\"}");
    assertThat(json.toByteArray()).isEqualTo(json.toString().getBytes(UTF_8));
  }

  @Test
  void leavesOutWhatIsNotSet() {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .fieldIfSet("s", "")
            .fieldIfSet("n", 0)
            .fieldIfSet("b", false)
            .fieldIfSet("list", List.of())
            .fieldIfSet("map", Map.of())
            .fieldIfSet("set", "x")
            .fieldIfSet("also", 1)
            .fieldIfSet("and", true)
            .fieldIfSet("names", List.of("a", "b"))
            .fieldIfSet("sorted", Map.of("b", "2", "a", "1"))
            .endObject();

    assertThat(json.toString())
        .isEqualTo(
            "{\"set\":\"x\",\"also\":1,\"and\":true,\"names\":[\"a\",\"b\"],"
                + "\"sorted\":{\"a\":\"1\",\"b\":\"2\"}}");
  }

  @Test
  void escapesTextAsGoDoes() {
    JsonWriter json =
        new JsonWriter().value("<&> \"\\ \b\f\n\r\t\0\u001f\u007f é \u2028 😀 \ud800.");

    assertThat(json.toString())
        .isEqualTo(
            "\"\\u003c\\u0026\\u003e \\\"\\\\ \\b\\f\\n\\r\\t\\u0000\\u001f\u007f é \\u2028 😀 \\ufffd.\"");
  }
}
