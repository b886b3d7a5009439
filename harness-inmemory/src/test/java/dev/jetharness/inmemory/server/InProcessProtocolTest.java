package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.server.ServerFixture.Transport;

class InProcessProtocolTest extends AbstractProtocolTest {
  InProcessProtocolTest() {
    super(Transport.IN_PROCESS);
  }
}
