package dev.jetharness.inmemory.jetstream.config;

import dev.jetharness.inmemory.json.GoText;
import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.ObjectReader;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the enumerations of configurations, each as strictly as the server reads it. */
final class WireNames {
  private WireNames() {}

  static final ObjectReader.Decoder<RetentionPolicy> RETENTION =
      oneOf(RetentionPolicy.values(), RetentionPolicy::wireName);

  static final ObjectReader.Decoder<StorageType> STORAGE =
      oneOf(StorageType.values(), StorageType::wireName);

  /** The one that the server reads without regard to case. */
  static final ObjectReader.Decoder<DiscardPolicy> DISCARD =
      json -> {
        DiscardPolicy found =
            find(DiscardPolicy.values(), DiscardPolicy::wireName, json.toLowerCase(Locale.ROOT));
        return required(found, json);
      };

  static final ObjectReader.Decoder<AckPolicy> ACK = oneOf(AckPolicy.values(), AckPolicy::wireName);

  static final ObjectReader.Decoder<ReplayPolicy> REPLAY =
      oneOf(ReplayPolicy.values(), ReplayPolicy::wireName);

  /** The old name {@code undefined} is all. */
  static final ObjectReader.Decoder<DeliverPolicy> DELIVER =
      json ->
          json.equals("\"undefined\"")
              ? DeliverPolicy.ALL
              : required(find(DeliverPolicy.values(), DeliverPolicy::wireName, json), json);

  static final ObjectReader.Decoder<Compression> COMPRESSION =
      json -> {
        Compression found = find(Compression.values(), Compression::wireName, json);
        if (found == null) {
          String kind = kindOfNonString(json);
          throw new JsonException(
              kind.isEmpty()
                  ? "unknown compression algorithm"
                  : "json: cannot unmarshal " + kind + " into Go value of type string");
        }
        return found;
      };

  /** The empty string is the default too. */
  static final ObjectReader.Decoder<PersistMode> PERSIST_MODE =
      json ->
          json.equals("\"\"")
              ? PersistMode.DEFAULT
              : required(find(PersistMode.values(), PersistMode::wireName, json), json);

  static final ObjectReader.Decoder<PriorityPolicy> PRIORITY_POLICY =
      json -> {
        PriorityPolicy found = find(PriorityPolicy.values(), PriorityPolicy::wireName, json);
        if (found == null) {
          throw new JsonException("unknown priority policy: " + json);
        }
        return found;
      };

  static final ObjectReader.Decoder<ConsumerAction> ACTION =
      json -> {
        ConsumerAction found = find(ConsumerAction.values(), ConsumerAction::wireName, json);
        if (found == null) {
          throw new JsonException("unknown consumer action: " + json);
        }
        return found;
      };

  /** Reads one of some values, or fails with the text that most enumerations share. */
  static <E> ObjectReader.Decoder<E> oneOf(E[] values, Function<E, String> name) {
    return json -> required(find(values, name, json), json);
  }

  private static <E> E required(@Nullable E found, String json) throws JsonException {
    if (found == null) {
      throw new JsonException("can not unmarshal " + GoText.quote(json));
    }
    return found;
  }

  private static <E> @Nullable E find(E[] values, Function<E, String> name, String json) {
    for (E value : values) {
      if (json.equals('"' + name.apply(value) + '"')) {
        return value;
      }
    }
    return null;
  }

  private static String kindOfNonString(String json) {
    return switch (json.charAt(0)) {
      case '"', 'n' -> "";
      case '{' -> "object";
      case '[' -> "array";
      case 't', 'f' -> "bool";
      default -> "number";
    };
  }
}
