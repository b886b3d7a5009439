package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;

/** Refuses published messages: tells the publisher and the traffic recorder. */
final class Refusals {
  private final PubAcks acks;
  private final PublishTraffic traffic;

  Refusals(PubAcks acks, PublishTraffic traffic) {
    this.acks = acks;
    this.traffic = traffic;
  }

  void refuse(Publication publication, ApiError error) {
    acks.refused(publication, error);
    traffic.refused(publication, error);
  }
}
