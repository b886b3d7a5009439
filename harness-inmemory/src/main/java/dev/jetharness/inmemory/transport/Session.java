package dev.jetharness.inmemory.transport;

/** The server's side of one connection, fed by a transport. */
public interface Session {

  /**
   * Takes bytes from the client, acts on them and returns. Called by one thread at a time; the
   * array may be reused afterwards.
   */
  void receive(byte[] bytes, int offset, int length);

  /** The client is gone. Does nothing on the second call. */
  void disconnected();
}
