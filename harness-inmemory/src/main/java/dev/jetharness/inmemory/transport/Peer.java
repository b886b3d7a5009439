package dev.jetharness.inmemory.transport;

/**
 * The two ends of a connection.
 *
 * @param host the client's address, an IP literal
 * @param port the client's port; 0 in process
 * @param localHost the address that the client was told to connect to
 * @param localPort the port that the client was told to connect to
 */
public record Peer(String host, int port, String localHost, int localPort) {}
