package dev.jetharness.inmemory.jetstream.error;

/**
 * An error as the JetStream API reports it.
 *
 * @param code the HTTP-like code
 * @param errorCode the JetStream {@code err_code}
 * @param description the server's text, with its placeholders filled in
 */
public record ApiError(int code, int errorCode, String description) {}
