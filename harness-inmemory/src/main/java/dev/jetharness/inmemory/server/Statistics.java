package dev.jetharness.inmemory.server;

/** What the server counts, for monitoring. Changed and read under the broker's lock. */
final class Statistics {
  long receivedMessages;
  long receivedBytes;
  long sentMessages;
  long sentBytes;
  long slowConsumers;
  long staleConnections;
  long stalledClients;

  void received(int bytes) {
    receivedMessages++;
    receivedBytes += bytes;
  }

  void sent(int bytes) {
    sentMessages++;
    sentBytes += bytes;
  }
}
