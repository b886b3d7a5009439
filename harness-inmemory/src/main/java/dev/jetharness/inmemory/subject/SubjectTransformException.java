package dev.jetharness.inmemory.subject;

import java.io.Serial;

/** There can be no such subject transform; the message is the server's. */
public final class SubjectTransformException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private SubjectTransformException(String message) {
    super(message);
  }

  static SubjectTransformException badSubject() {
    return new SubjectTransformException("invalid subject");
  }

  static SubjectTransformException of(String problem, String token) {
    String where = token.isEmpty() ? "" : " in " + token;
    return new SubjectTransformException("invalid mapping destination: " + problem + where);
  }
}
