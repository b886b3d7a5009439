package dev.jetharness.inmemory.jetstream.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** Takes requests as JSON, with single quotes, and shows what becomes of them. */
final class ConfigTesting {
  static final AssetLimits ONE_NODE = AssetLimits.ofNodes(1);

  private static final StreamLookup NO_OTHERS = name -> null;

  private ConfigTesting() {}

  static StreamConfig stream(String json) throws ApiException {
    return stream(streamRequest(json), ONE_NODE);
  }

  static StreamConfig stream(StreamRequest request, AssetLimits limits) throws ApiException {
    StreamConfigs.checkNew(request);
    return StreamConfigs.create(request, limits, NO_OTHERS);
  }

  static StreamRequest streamRequest(String json) throws ApiException {
    return StreamConfigReader.read(bytes(json));
  }

  static StreamConfig update(StreamConfig old, String json) throws ApiException {
    StreamRequest request = streamRequest(json);
    StreamConfig completed = StreamConfigs.complete(request, ONE_NODE, NO_OTHERS);
    return StreamUpdateRules.apply(old, completed, ONE_NODE);
  }

  static ConsumerConfig consumer(StreamConfig stream, String json) throws ApiException {
    return ConsumerConfigs.complete(consumerRequest(json), stream, ONE_NODE);
  }

  static ConsumerRequest consumerRequest(String json) throws ApiException {
    return ConsumerConfigReader.read(bytes("{'stream_name':'s','config':" + json + "}"));
  }

  static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }

  static String json(StreamConfig config, MetadataView view) {
    JsonWriter json = new JsonWriter().beginObject();
    StreamConfigJson.write(json, config, view);
    return json.endObject().toString().replace('"', '\'');
  }

  static String json(ConsumerConfig config, MetadataView view) {
    JsonWriter json = new JsonWriter().beginObject();
    ConsumerConfigJson.write(json, config, view);
    return json.endObject().toString().replace('"', '\'');
  }
}
