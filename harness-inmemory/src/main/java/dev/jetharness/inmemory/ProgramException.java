package dev.jetharness.inmemory;

/** The server program can't start as asked; the message is for the person who started it. */
final class ProgramException extends Exception {
  private static final long serialVersionUID = 1L;

  ProgramException(String message) {
    super(message);
  }
}
