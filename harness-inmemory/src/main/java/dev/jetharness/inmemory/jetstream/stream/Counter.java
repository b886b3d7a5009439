package dev.jetharness.inmemory.jetstream.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.NestedMap;
import dev.jetharness.inmemory.json.ObjectReader;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a counter stands (ADR-49).
 *
 * @param total the sum of all that was added
 * @param sources for each stream that it is copied from, and each subject there, where that counter
 *     stood when it was last copied
 */
record Counter(BigInteger total, NestedMap sources) {
  /** A counter that nobody has used yet. */
  static final Counter ZERO = new Counter(BigInteger.ZERO, new NestedMap());

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

  /**
   * Reads where a counter stood after a message.
   *
   * @throws JsonException if a client wrote sources that cannot be read
   */
  static Counter after(StoredMessage message) throws JsonException {
    String sources = HeaderBlock.of(message.headers()).value(HeaderNames.COUNTER_SOURCES);
    return new Counter(
        read(message.payload()), sources.isEmpty() ? new NestedMap() : NestedMap.parse(sources));
  }

  /** Whether this is an integer as {@code Nats-Incr} takes it. */
  static boolean isInteger(String text) {
    return INTEGER.matcher(text).matches();
  }

  /** Reads the payload of a counter's message. */
  static BigInteger read(byte[] payload) throws JsonException {
    ObjectReader body = ObjectReader.parse(payload, "CounterValue", false);
    String value = body.string("val", "");
    body.finish();
    return integer(value);
  }

  /** The integer that a text begins with; zero, as on the server, if it begins with none. */
  static BigInteger integer(String text) {
    Matcher integer = INTEGER.matcher(text);
    return integer.lookingAt() ? new BigInteger(integer.group()) : BigInteger.ZERO;
  }

  Counter plus(BigInteger increment) {
    return new Counter(total.add(increment), sources);
  }

  /**
   * This counter after one that it is copied from was seen to stand at a value: what was added
   * there since it was last seen is added here.
   */
  Counter following(BigInteger value, String stream, String subject) {
    BigInteger added = value.subtract(integer(sources.get(stream, subject)));
    NestedMap seen = new NestedMap(sources);
    seen.put(stream, subject, value.toString());
    return new Counter(total.add(added), seen);
  }

  /** The payload of the message after which the counter stands like this. */
  byte[] payload() {
    return ("{\"val\":\"" + total + "\"}").getBytes(UTF_8);
  }
}
