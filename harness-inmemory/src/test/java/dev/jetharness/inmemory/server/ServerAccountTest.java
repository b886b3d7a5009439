package dev.jetharness.inmemory.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.Account;
import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.server.ServerFixture.Transport;
import dev.jetharness.inmemory.transport.RawClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The account as the JetStream engine uses it. */
@Timeout(30)
class ServerAccountTest {
  private final ServerFixture fixture =
      new ServerFixture(ServerOptions.defaults(), Transport.IN_PROCESS);
  private final Account account = fixture.server.account();
  private final List<String> seen = new ArrayList<>();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static Message message(String subject) {
    return new Message(subject, null, Message.EMPTY, Message.EMPTY);
  }

  private boolean publish(String subject) {
    return fixture.sequencer.call(() -> account.publish(message(subject)).received());
  }

  private InternalSubscription handle(String subject, boolean receives) {
    return fixture.sequencer.call(
        () ->
            account.subscribe(
                subject,
                (message, sender) -> {
                  seen.add(message.subject() + " " + (sender == null ? "-" : sender.label()));
                  return receives;
                }));
  }

  @Test
  void handsMessagesToTheBrokersOwnSubscriptions() {
    InternalSubscription subscription = handle("a.*", true);
    try (RawClient client = fixture.client()) {
      client.send("PUB a.b 0\r\n\r\n");
      client.expectNothing();
    }
    assertThat(publish("a.c")).isTrue();
    fixture.sequencer.run(subscription::close);
    fixture.sequencer.run(subscription::close);
    assertThat(publish("a.c")).isFalse();
    assertThat(seen).containsExactly("a.b 1", "a.c -");
  }

  @Test
  void countsAHandlerAsReceiverOnlyIfItSaysSo() {
    handle("api", false);
    try (RawClient client = fixture.client()) {
      client.send("SUB in 1\r\nPUB api in 0\r\n\r\n");
      client.expect("HMSG in 1 35 35\r\nNATS/1.0 503\r\nNats-Subject: api\r\n\r\n\r\n");
    }
    assertThat(seen).containsExactly("api 1");
  }

  @Test
  void deliversToADestinationUnderTheMessagesOwnSubject() {
    try (RawClient client = fixture.client()) {
      client.send("SUB deliver.me 3\r\nSUB orders 4\r\n");
      client.expectNothing();
      boolean received =
          fixture.sequencer.call(() -> account.deliver("deliver.me", message("orders")).received());
      assertThat(received).isTrue();
      client.expect("MSG orders 3 0\r\n\r\n");
      client.expectNothing();
    }
  }

  @Test
  void letsAHandlerPublishWhileAMessageIsRouted() {
    fixture.sequencer.run(
        () ->
            account.subscribe(
                "first", (message, sender) -> account.publish(message("second")).received()));
    try (RawClient client = fixture.client()) {
      client.send("SUB first 1\r\nSUB second 2\r\nPUB first 0\r\n\r\n");
      client.expect("MSG first 1 0\r\n\r\nMSG second 2 0\r\n\r\n");
    }
  }

  @Test
  void knowsWhoListens() {
    try (RawClient client = fixture.client()) {
      client.send("SUB plain 1\r\nSUB queued q 2\r\nSUB wild.* 3\r\n");
      client.expectNothing();
      fixture.sequencer.run(
          () -> {
            assertThat(account.hasInterest("plain")).isTrue();
            assertThat(account.hasInterest("queued")).isTrue();
            assertThat(account.hasInterest("wild.x")).isTrue();
            assertThat(account.hasInterest("none")).isFalse();
            assertThat(account.hasPlainInterest("plain")).isTrue();
            assertThat(account.hasPlainInterest("queued")).isFalse();
            assertThat(account.hasPlainInterest("wild.x")).isFalse();
            assertThat(account.hasQueueInterest("queued", "q")).isTrue();
            assertThat(account.hasQueueInterest("queued", "other")).isFalse();
          });
    }
  }

  @Test
  void tellsWhenSubscriptionsToASubjectComeAndGo() {
    InternalSubscription watch =
        fixture.sequencer.call(() -> account.watchInterest("a", () -> seen.add("changed")));
    try (RawClient client = fixture.client()) {
      client.send("SUB a 1\r\nSUB b 2\r\n");
      client.expectNothing();
      assertThat(seen).hasSize(1);
      client.send("UNSUB 1\r\nSUB a q 3\r\n");
      client.expectNothing();
      assertThat(seen).hasSize(3);
    }
    assertThat(seen).hasSize(4);
    fixture.sequencer.run(watch::close);
    try (RawClient client = fixture.client()) {
      client.send("SUB a 1\r\n");
      client.expectNothing();
    }
    assertThat(seen).hasSize(4);
  }

  @Test
  void tellsWhenAMaximumEndsASubscription() {
    fixture.sequencer.run(() -> account.watchInterest("a", () -> seen.add("changed")));
    try (RawClient client = fixture.client()) {
      client.send("SUB a 1\r\nUNSUB 1 1\r\nPUB a 0\r\n\r\n");
      client.expect("MSG a 1 0\r\n\r\n");
      client.expectNothing();
      assertThat(seen).hasSize(2);
      fixture.sequencer.run(() -> assertThat(account.hasInterest("a")).isFalse());
    }
  }
}
