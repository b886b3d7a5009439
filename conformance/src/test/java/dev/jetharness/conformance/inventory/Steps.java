package dev.jetharness.conformance.inventory;

/** Steps of probes as text. JSON is written with single quotes, to be readable. */
final class Steps {
  private Steps() {}

  static String request(String operation, String body) {
    return "request " + operation + " : " + body.replace('\'', '"') + "\n";
  }

  /** Creates the stream S, which has the subjects s.* and these members. */
  static String stream(String members) {
    return request("STREAM.CREATE.S", "{'name':'S','subjects':['s.*']" + members(members) + "}");
  }

  /** Creates the consumer C of S with these members. */
  static String consumer(String members) {
    String config = "{'name':'C'" + members(members) + "}";
    return request("CONSUMER.CREATE.S.C", "{'stream_name':'S','config':" + config + "}");
  }

  /** Asks the consumer C for messages. */
  static String pull(String body) {
    return request("CONSUMER.MSG.NEXT.S.C", body);
  }

  /** Publishes with these header lines. */
  static String publish(String subject, String payload, String... headers) {
    StringBuilder step = new StringBuilder("publish ").append(subject);
    if (headers.length > 0) {
      step.append(" headers=\"NATS/1.0\\r\\n");
      for (String header : headers) {
        step.append(header.replace("\"", "\\\"")).append("\\r\\n");
      }
      step.append("\\r\\n\"");
    }
    return step.append(payload.isEmpty() ? "" : " : " + payload).append('\n').toString();
  }

  private static String members(String members) {
    return members.isEmpty() ? "" : "," + members;
  }
}
