package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.server.ServerFixture.Transport;

class TcpProtocolTest extends AbstractProtocolTest {
  TcpProtocolTest() {
    super(Transport.TCP);
  }
}
