package dev.jetharness.conformance.differential;

import java.nio.charset.StandardCharsets;

/**
 * A message as it came over the wire.
 *
 * @param headers the header block, "" without one
 */
record Frame(String subject, String reply, String headers, String payload) {
  /** What the subjects of advisories begin with. */
  static final String ADVISORIES = "$JS.EVENT.";

  /** Reads a control line and the bytes that follow it, one character each. */
  static Frame parse(String message) {
    int end = message.indexOf("\r\n");
    String[] control = message.substring(0, end).split(" ", -1);
    String bytes = message.substring(end + 2);
    boolean withHeaders = control[0].equals("HMSG");
    int sizes = withHeaders ? 2 : 1;
    boolean withReply = control.length - sizes > 3;
    int headers = withHeaders ? Integer.parseInt(control[control.length - 2]) : 0;
    return new Frame(
        control[1],
        withReply ? control[3] : "",
        utf8(bytes.substring(0, headers)),
        utf8(bytes.substring(headers)));
  }

  boolean isAdvisory() {
    return subject.startsWith(ADVISORIES);
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    String where = reply.isEmpty() ? subject : subject + " (reply " + reply + ")";
    return where + ": " + headers.replace("\r\n", "\\r\\n") + payload;
  }
}
