package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import java.time.Instant;

/**
 * What ends a schedule before it is due. All schedules of a contract are due at the same moment;
 * the one that was stored last fires last, and tells that the others would have fired by then.
 */
class ScheduleEndContractTest {
  private static final String TARGET = "Nats-Schedule-Target: s.target";

  private String due = "";

  private RawPublisher publisher(TestServer server, String more) throws Exception {
    new Streams(server).with("S", "'subjects':['s.>'],'allow_msg_schedules':true" + more);
    RawPublisher publisher = new RawPublisher(server);
    due = "Nats-Schedule: @at " + Instant.now().plusSeconds(3);
    return publisher;
  }

  private void schedule(RawPublisher publisher, String subject, String payload) throws Exception {
    publisher.publish(subject, payload, due, TARGET).isOk();
  }

  /** Publishes one more schedule and waits until it has fired. */
  private Streams afterAll(TestServer server, RawPublisher publisher) throws Exception {
    schedule(publisher, "s.last", "last");
    Streams streams = new Streams(server);
    Await.until(
        "the last schedule fires",
        () -> "s.target".equals(streams.get("S", "{'last_by_subj':'>'}").at("message.subject")));
    Await.until(
        "the last schedule is over",
        () -> streams.get("S", "{'last_by_subj':'s.last'}").at("error") != null);
    return streams;
  }

  /** But one that names a scheduler, here in vain, does not. */
  @Contract
  void otherMessagesOnItsSubjectDo(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server, "");
    schedule(publisher, "s.a", "1");
    publisher.publish("s.a", "2", "A: b").isOk();
    schedule(publisher, "s.b", "3");
    schedule(publisher, "s.b", "4");
    schedule(publisher, "s.c", "5");
    publisher.publish("s.c", "6", "Nats-Schedule-Next: purge", "Nats-Scheduler: none").isOk();
    assertThat(afterAll(server, publisher).contents("S"))
        .containsExactly("1:s.a:1", "2:s.a:2", "8:s.target:4", "9:s.target:5", "10:s.target:last");
  }

  @Contract
  void theEndOfItsMessageDoes(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server, "");
    Streams streams = new Streams(server);
    schedule(publisher, "s.a", "1");
    schedule(publisher, "s.b", "2");
    schedule(publisher, "s.c", "3");
    streams.deleteMessage("S", 1).isOk();
    streams.purge("S", "{'filter':'s.b'}").isOk();
    publisher.publish("s.d", "4", "Nats-Schedule-Next: purge", "Nats-Scheduler: s.c").isOk();
    schedule(publisher, "s.e", "5");
    publisher.publish("s.f", "6", "Nats-Rollup: all").isOk();
    assertThat(afterAll(server, publisher).contents("S"))
        .containsExactly("6:s.f:6", "8:s.target:last");
  }

  @Contract
  void theLimitsOfTheStreamDo(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server, ",'max_msgs':2");
    schedule(publisher, "s.a", "1");
    publisher.publish("s.b", "2", "A: b").isOk();
    assertThat(afterAll(server, publisher).contents("S")).containsExactly("4:s.target:last");
  }

  @Contract
  void acknowledgingItDoesInAWorkQueue(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server, ",'retention':'workqueue'");
    Streams streams = new Streams(server);
    streams.consumer("S", "C", "'filter_subject':'s.a','ack_policy':'explicit'").isOk();
    schedule(publisher, "s.a", "1");
    streams.acknowledge(streams.next("S", "C"), "+ACK");
    assertThat(afterAll(server, publisher).contents("S")).containsExactly("3:s.target:last");
  }

  @Contract
  void theEndOfTheStreamDoes(TestServer server) throws Exception {
    RawPublisher publisher = publisher(server, "");
    schedule(publisher, "s.a", "1");
    new Streams(server).delete("S").isOk();
    publisher(server, "");
    assertThat(afterAll(server, publisher).contents("S")).containsExactly("2:s.target:last");
  }
}
