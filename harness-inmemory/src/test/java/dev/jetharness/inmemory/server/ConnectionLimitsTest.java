package dev.jetharness.inmemory.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.Delivery;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.server.ServerFixture.Transport;
import dev.jetharness.inmemory.transport.RawClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class ConnectionLimitsTest {
  private static final int MAX_PENDING = 100_000;
  private static final ServerOptions SMALL =
      ServerOptions.defaults().withMaxPayload(50_000).withMaxPending(MAX_PENDING);

  @Test
  void pingsASilentClientAndGivesUpAfterTheMaximum() {
    ServerOptions options = ServerOptions.defaults().withPing(Duration.ofMillis(20), 2);
    try (ServerFixture fixture = new ServerFixture(options, Transport.IN_PROCESS);
        RawClient client = fixture.connect()) {
      client.greet("\"verbose\":false");
      client.expect("PING\r\nPING\r\n-ERR 'Stale Connection'\r\n");
      client.expectEnd();
    }
  }

  @Test
  void keepsAClientThatAnswers() {
    ServerOptions options = ServerOptions.defaults().withPing(Duration.ofMillis(50), 20);
    try (ServerFixture fixture = new ServerFixture(options, Transport.IN_PROCESS);
        RawClient client = fixture.connect()) {
      client.greet("\"verbose\":false");
      for (int i = 0; i <= options.maxPingsOut(); i++) {
        client.expect("PING\r\n");
        client.send("PONG\r\n");
      }
    }
  }

  @Test
  void refusesMoreConnectionsThanAllowed() {
    ServerOptions options = ServerOptions.defaults().withMaxConnections(1);
    try (ServerFixture fixture = new ServerFixture(options, Transport.IN_PROCESS)) {
      RawClient first = fixture.client();
      try (RawClient second = fixture.connect()) {
        second.line();
        second.expect("-ERR 'maximum connections exceeded'\r\n");
        second.expectEnd();
      }
      first.close();
      fixture.client().close();
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void cutsOffASlowConsumer(Transport transport) {
    // Beyond what the system buffers for a TCP connection.
    int messages = 2_000;
    try (ServerFixture fixture = new ServerFixture(SMALL, transport);
        RawClient slow = fixture.client()) {
      slow.send("SUB a 1\r\n");
      slow.expectNothing();
      Message message = new Message("a", null, Message.EMPTY, new byte[40_000]);
      boolean received = true;
      for (int i = 0; i < messages && received; i++) {
        received =
            fixture.sequencer.call(() -> fixture.server.account().publish(message)).received();
      }
      assertThat(received).isFalse();
      assertThat(slow.readToEnd()).isLessThan(messages * 40_000L);
    }
  }

  @Test
  void resumesAConsumerOnceTheClientHasRead() throws InterruptedException {
    try (ServerFixture fixture = new ServerFixture(SMALL, Transport.IN_PROCESS);
        RawClient client = fixture.client()) {
      client.send("SUB a 1\r\n");
      client.expectNothing();
      CountDownLatch resumed = new CountDownLatch(1);
      Message message = new Message("a", null, Message.EMPTY, new byte[30_000]);
      fixture.sequencer.run(
          () -> {
            Delivery delivery = fixture.server.account().publish(message);
            assertThat(delivery.receiver()).isEqualTo("1");
            assertThat(delivery.congested()).isTrue();
            delivery.whenDrained(resumed::countDown);
          });
      assertThat(resumed.getCount()).isEqualTo(1);
      client.line();
      resumed.await();
    }
  }

  @Test
  void resumesAConsumerWhoseClientIsGone() throws InterruptedException {
    try (ServerFixture fixture = new ServerFixture(SMALL, Transport.IN_PROCESS)) {
      RawClient client = fixture.client();
      client.send("SUB a 1\r\n");
      client.expectNothing();
      CountDownLatch resumed = new CountDownLatch(1);
      Message message = new Message("a", null, Message.EMPTY, new byte[30_000]);
      fixture.sequencer.run(
          () -> fixture.server.account().publish(message).whenDrained(resumed::countDown));
      client.close();
      resumed.await();
    }
  }
}
