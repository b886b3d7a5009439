package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;

/** Tells the traffic recorder what became of published messages. */
final class PublishTraffic {
  private final StreamCore core;

  PublishTraffic(StreamCore core) {
    this.core = core;
  }

  void stored(Publication publication, long sequence) {
    record(publication, sequence, false);
  }

  /**
   * A message was recognised by its id.
   *
   * @param sequence that of the message which first had the id
   */
  void duplicate(Publication publication, long sequence) {
    record(publication, sequence, true);
  }

  void refused(Publication publication, ApiError error) {
    core.context()
        .traffic()
        .refused(
            core.config().name(), publication.subject(), error.errorCode(), error.description());
  }

  private void record(Publication publication, long sequence, boolean duplicate) {
    core.context()
        .traffic()
        .stored(
            core.config().name(),
            sequence,
            publication.subject(),
            publication.headers().bytes(),
            publication.payload(),
            duplicate);
  }
}
