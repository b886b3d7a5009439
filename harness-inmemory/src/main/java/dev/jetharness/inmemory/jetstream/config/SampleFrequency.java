package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.refuseIf;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.json.GoText;
import java.math.BigInteger;

/** The share of acknowledgements that are sampled: a number, with or without a percent sign. */
final class SampleFrequency {
  private SampleFrequency() {}

  /** Checks it with the words of Go's number parser, which the server passes on. */
  static void check(String frequency) throws ApiException {
    if (frequency.isEmpty()) {
      return;
    }
    String number =
        frequency.endsWith("%") ? frequency.substring(0, frequency.length() - 1) : frequency;
    String parsing = "strconv.Atoi: parsing " + GoText.quote(number) + ": ";
    refuseIf(
        !number.matches("[+-]?[0-9]+"),
        () -> ConsumerErrors.invalidSampling(parsing + "invalid syntax"));
    BigInteger value = new BigInteger(number);
    refuseIf(
        value.bitLength() > 63,
        () -> ConsumerErrors.invalidSampling(parsing + "value out of range"));
    // The server has no error to show for a negative number.
    refuseIf(value.signum() < 0, () -> ConsumerErrors.invalidSampling("<nil>"));
  }
}
