package dev.jetharness.conformance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.RawClient;
import dev.jetharness.conformance.support.TestServer;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Subscriptions: subjects, wildcards, limits, echo, queue groups, and requests that nobody answers.
 */
class SubscriptionContractTest {

  @Contract
  void invalidSubjectsAreReportedAndTheConnectionStays(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    for (String subject : new String[] {"foo..bar", ".foo", "foo.", "foo.>.bar", ">.foo"}) {
      client.send("SUB " + subject + " 1\r\n");
      assertThat(client.readLine()).as(subject).isEqualTo("-ERR 'Invalid Subject'");
    }
    client.ping();
  }

  @Contract
  void aStarMatchesOneToken(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB a.*.c 1\r\n");
    client.send("PUB a.b.c 1\r\n1\r\nPUB a.c 1\r\n2\r\nPUB a.b.b.c 1\r\n3\r\nPUB a.x.c 1\r\n4\r\n");
    assertThat(client.readMessage()).isEqualTo("MSG a.b.c 1 1\r\n1");
    assertThat(client.readMessage()).isEqualTo("MSG a.x.c 1 1\r\n4");
    client.ping();
  }

  @Contract
  void aFullWildcardMatchesOneOrMoreTokens(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB a.> 1\r\nPUB a 1\r\n1\r\nPUB a.b 1\r\n2\r\nPUB a.b.c.d 1\r\n3\r\n");
    assertThat(client.readMessage()).isEqualTo("MSG a.b 1 1\r\n2");
    assertThat(client.readMessage()).isEqualTo("MSG a.b.c.d 1 1\r\n3");
    client.ping();
  }

  @Contract
  void aWildcardInsideATokenIsALiteral(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo*.bar 1\r\nPUB fooX.bar 1\r\n1\r\nPUB foo*.bar 1\r\n2\r\n");
    assertThat(client.readMessage()).isEqualTo("MSG foo*.bar 1 1\r\n2");
    client.ping();
  }

  @Contract
  void overlappingSubscriptionsOfOneConnectionEachGetACopy(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB a.* 1\r\nSUB a.> 2\r\nSUB a.b q 3\r\nPUB a.b 1\r\nx\r\n");
    String[] received = {client.readMessage(), client.readMessage(), client.readMessage()};
    assertThat(received)
        .containsExactlyInAnyOrder("MSG a.b 1 1\r\nx", "MSG a.b 2 1\r\nx", "MSG a.b 3 1\r\nx");
    client.ping();
  }

  @Contract
  void aDuplicateIdIsIgnored(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo 1\r\nSUB bar 1\r\nPUB bar 1\r\na\r\nPUB foo 1\r\nb\r\n");
    assertThat(client.readMessage()).isEqualTo("MSG foo 1 1\r\nb");
    client.ping();
  }

  @Contract
  void afterUnsubscribeNothingArrives(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo 1\r\nUNSUB 1\r\nPUB foo 1\r\na\r\n").ping();
  }

  @Contract
  void unsubscribingAnUnknownIdIsNoError(TestServer server) throws Exception {
    server.raw().connect().send("UNSUB 99\r\n").ping();
  }

  @Contract
  void aMaximumEndsTheSubscriptionAfterSoManyMessages(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo 1\r\nUNSUB 1 2\r\n" + "PUB foo 1\r\nx\r\n".repeat(3));
    assertThat(client.readMessage()).isEqualTo("MSG foo 1 1\r\nx");
    assertThat(client.readMessage()).isEqualTo("MSG foo 1 1\r\nx");
    client.ping();
  }

  @Contract
  void aMaximumCountsFromTheSubscription(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo 1\r\nPUB foo 1\r\na\r\nUNSUB 1 2\r\n" + "PUB foo 1\r\nb\r\n".repeat(2));
    assertThat(client.readMessage()).isEqualTo("MSG foo 1 1\r\na");
    assertThat(client.readMessage()).isEqualTo("MSG foo 1 1\r\nb");
    client.ping();
  }

  @Contract
  void aMaximumAlreadyReachedEndsTheSubscriptionAtOnce(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send(
        "SUB foo 1\r\n" + "PUB foo 1\r\nx\r\n".repeat(2) + "UNSUB 1 1\r\nPUB foo 1\r\ny\r\n");
    assertThat(client.readMessage()).isEqualTo("MSG foo 1 1\r\nx");
    assertThat(client.readMessage()).isEqualTo("MSG foo 1 1\r\nx");
    client.ping();
  }

  @Contract
  void withoutEchoOwnMessagesDoNotComeBack(TestServer server) throws Exception {
    RawClient silent = server.raw();
    silent.connect("\"verbose\":false,\"echo\":false").ping();
    silent.send("SUB foo 1\r\nPUB foo 4\r\nmine\r\n").ping();
    server.raw().connect().send("PUB foo 6\r\nothers\r\n").ping();
    assertThat(silent.readMessage()).isEqualTo("MSG foo 1 6\r\nothers");
  }

  @Contract
  void withoutEchoAQueueGroupPicksAnotherMember(TestServer server) throws Exception {
    RawClient silent = server.raw();
    silent.connect("\"verbose\":false,\"echo\":false").ping();
    silent.send("SUB foo q 1\r\n").ping();
    RawClient other = server.raw().connect();
    other.send("SUB foo q 1\r\n").ping();
    silent.send("PUB foo 1\r\nx\r\n".repeat(20)).ping();
    for (int i = 0; i < 20; i++) {
      assertThat(other.readMessage()).isEqualTo("MSG foo 1 1\r\nx");
    }
  }

  @Contract
  void oneMemberOfEachQueueGroupReceives(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB foo red 1\r\nSUB foo red 2\r\nSUB foo blue 3\r\nPUB foo 1\r\nx\r\n");
    String[] received = {client.readMessage(), client.readMessage()};
    client.ping();
    assertThat(Arrays.stream(received).filter(m -> m.startsWith("MSG foo 3 "))).hasSize(1);
  }

  @Contract
  void aQueueGroupSpansSubjectPatterns(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB a.b q 1\r\nSUB a.* q 2\r\n" + "PUB a.b 1\r\nx\r\n".repeat(40) + "PING\r\n");
    long messages =
        Stream.generate(
                () -> {
                  try {
                    String line = client.readLine();
                    if (line.startsWith("MSG")) {
                      client.readLine();
                    }
                    return line;
                  } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                })
            .takeWhile(line -> !line.equals("PONG"))
            .count();
    assertThat(messages).isEqualTo(40);
  }

  @Contract
  void aRequestToNobodyIsAnsweredWith503(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB i 1\r\nPUB svc i 2\r\nhi\r\n");
    assertThat(client.readMessage())
        .isEqualTo("HMSG i 1 35 35\r\nNATS/1.0 503\r\nNats-Subject: svc\r\n\r\n");
    client.ping();
  }

  @Contract
  void onlyOneSubscriptionOfTheRequesterHearsTheSilence(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB i.> 1\r\nSUB i.* 2\r\nPUB svc i.1 2\r\nhi\r\n");
    assertThat(client.readMessage()).contains("NATS/1.0 503");
    client.ping();
  }

  @Contract
  void withoutNoRespondersARequestToNobodyIsSilence(TestServer server) throws Exception {
    RawClient client = server.raw();
    client.connect("\"verbose\":false,\"headers\":true").ping();
    client.send("SUB i 1\r\nPUB svc i 2\r\nhi\r\n").ping();
  }

  @Contract
  void anAnsweredRequestGetsNo503(TestServer server) throws Exception {
    RawClient service = server.raw().connect();
    service.send("SUB svc 1\r\n").ping();
    RawClient client = server.raw().connect();
    client.send("SUB i 1\r\nPUB svc i 2\r\nhi\r\n").ping();
    assertThat(service.readMessage()).isEqualTo("MSG svc 1 i 2\r\nhi");
    service.send("PUB i 3\r\nyes\r\n").ping();
    assertThat(client.readMessage()).isEqualTo("MSG i 1 3\r\nyes");
  }

  @Contract
  void anUnknownApiSubjectIsMetWithSilence(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB i 1\r\nPUB $JS.API.FOO i 0\r\n\r\n").ping().ping();
  }

  @Contract
  void pullingFromAMissingConsumerIsAnsweredWith503(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB i 1\r\nPUB $JS.API.CONSUMER.MSG.NEXT.A.B i 0\r\n\r\n");
    assertThat(client.readMessage())
        .isEqualTo(
            "HMSG i 1 61 61\r\nNATS/1.0 503\r\nNats-Subject: $JS.API.CONSUMER.MSG.NEXT.A.B\r\n\r\n");
  }

  @Contract
  void aDirectGetFromAMissingStreamIsAnsweredWith503(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    client.send("SUB i 1\r\nPUB $JS.API.DIRECT.GET.NONE i 9\r\n{\"seq\":1}\r\n");
    assertThat(client.readMessage()).contains("NATS/1.0 503");
  }

  @Contract
  void theOrderOfOnePublisherIsKept(TestServer server) throws Exception {
    RawClient subscriber = server.raw().connect();
    subscriber.send("SUB a.> 1\r\n").ping();
    RawClient publisher = server.raw().connect();
    StringBuilder messages = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      messages.append("PUB a.%d 3\r\n%03d\r\n".formatted(i % 7, i));
    }
    publisher.send(messages.toString()).ping();
    for (int i = 0; i < 200; i++) {
      assertThat(subscriber.readMessage()).endsWith("\r\n%03d".formatted(i));
    }
  }
}
