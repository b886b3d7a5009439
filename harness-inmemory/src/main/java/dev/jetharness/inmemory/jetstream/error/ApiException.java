package dev.jetharness.inmemory.jetstream.error;

/** An operation was refused with an error of the server's table; carries no stack trace. */
public final class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ApiError error;

  public ApiException(ApiError error) {
    super(error.errorCode() + " " + error.description(), null, false, false);
    this.error = error;
  }

  public ApiError error() {
    return error;
  }
}
