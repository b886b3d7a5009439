package dev.jetharness.conformance.differential;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sorts the audits of API requests by who made them. */
final class Audits {
  private static final String AUDIT = Frame.ADVISORIES + "ADVISORY.API";
  private static final Pattern CREATION =
      Pattern.compile(
          "\"subject\":\"\\$JS\\.API\\.CONSUMER\\.CREATE.*_nats\\.(?:mirror|src)\\.acc");
  private static final Pattern DELETION =
      Pattern.compile(
          "\"subject\":\"\\$JS\\.API\\.CONSUMER\\.DELETE\\.([^.]+)\\.JS_(?:MIRROR|SRC)_");
  private static final Pattern DELIVERY = Pattern.compile("\\$JS\\.ACK\\.([^.]+\\.[^.]+)\\.");

  private Audits() {}

  /**
   * Whether a message is the audit of a request that is no step: one for the state, or one by which
   * a stream sets up its copying, as often as it has to try.
   */
  static boolean isBesideTheScript(Frame frame) {
    return frame.subject().equals(AUDIT)
        && (frame.payload().contains("\"request\":\"" + Lockstep.MARK)
            || CREATION.matcher(frame.payload()).find());
  }

  /**
   * What a message is compared with in its order: those of its subject. But a stream that ends its
   * copying tells the API so in its own time, and each consumer delivers in its own.
   */
  static String topic(Frame frame) {
    if (frame.subject().equals(AUDIT)) {
      Matcher deletion = DELETION.matcher(frame.payload());
      return deletion.find() ? AUDIT + " of copying from " + deletion.group(1) : frame.subject();
    }
    Matcher delivery = DELIVERY.matcher(frame.reply());
    return delivery.lookingAt() ? frame.subject() + " by " + delivery.group(1) : frame.subject();
  }
}
