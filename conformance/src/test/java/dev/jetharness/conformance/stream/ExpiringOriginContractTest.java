package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;

/** Copies of streams that keep messages only as long as somebody needs them. */
class ExpiringOriginContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static Subscription listen(TestServer server, String subject) throws Exception {
    Subscription subscription = server.connection().subscribe(subject);
    server.connection().flush(LIMIT);
    return subscription;
  }

  private static Message next(Subscription subscription) throws Exception {
    Message message = subscription.nextMessage(LIMIT);
    assertThat(message).isNotNull();
    return message;
  }

  @Contract
  void aWorkQueueGetsADurableConsumerThatAcknowledges(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("O", "'subjects':['o.>'],'retention':'workqueue'")
            .holding("o.a", "1", "2")
            .with("S", "'sources':[{'name':'O'}]")
            .reaching("S", 2);
    Answer list = streams.call("CONSUMER.LIST.O", "");
    assertThat(list.number("total")).isEqualTo(1);
    assertThat(list.text())
        .containsPattern(
            Streams.json(
                "'name':'(JS_SRC_\\w{8})','created':'[^']+','config':\\{'durable_name':'\\1',"
                    + "'name':'\\1','deliver_policy':'all','ack_policy':'flow_control',"
                    + "'max_deliver':-1,'replay_policy':'instant','max_ack_pending':1000,"
                    + "'flow_control':true,'deliver_subject':'\\$JS\\.S\\.\\w{8}',"
                    + "'idle_heartbeat':1000000000,'num_replicas':0,'sourcing':true,'metadata':"
                    + "\\{'_nats.req.level':'4','_nats.src.acc':'[^']+','_nats.src.stream':'S'}}"));
    assertThat(streams.info("O").number("state.consumer_count")).isEqualTo(1);
  }

  @Contract
  void whatWasCopiedFromAWorkQueueLeavesIt(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("O", "'subjects':['o.>'],'retention':'workqueue'")
            .holding("o.a", "1", "2")
            .with("S", "'sources':[{'name':'O'}]");
    Subscription answers = listen(server, "$JS.FC.>");
    streams.reaching("S", 2);
    Message answer = next(answers);
    assertThat(answer.getSubject()).matches("\\$JS\\.FC\\.O\\.JS_SRC_\\w{8}\\.\\w{4}");
    assertThat(answer.getHeaders().getFirst("Nats-Last-Consumer")).isEqualTo("2");
    assertThat(answer.getHeaders().getFirst("Nats-Last-Stream")).isEqualTo("2");
    Await.until("all is gone", () -> streams.messages("O") == 0);
    assertThat(streams.contents("S")).containsExactly("1:o.a:1", "2:o.a:2");
    Answer consumer =
        streams.call("CONSUMER.INFO.O." + answer.getSubject().split("\\.", -1)[3], "");
    assertThat(consumer.number("ack_floor.stream_seq")).isEqualTo(2);
    assertThat(consumer.number("num_ack_pending")).isZero();
  }

  @Contract
  void interestInAnOriginIsInterestOfTheCopy(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("O", "'subjects':['o.>'],'retention':'interest'")
            .holding("o.a", "nobody wants it")
            .with("M", "'mirror':{'name':'O'}");
    Await.until("it is interested", () -> streams.info("O").number("state.consumer_count") == 1);
    streams.holding("o.a", "2").reaching("M", 2);
    assertThat(streams.contents("M")).containsExactly("2:o.a:2");
    Await.until("it is gone", () -> streams.messages("O") == 0);
  }

  @Contract
  void othersMayTakeFromTheWorkQueueToo(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("O", "'subjects':['o.>'],'retention':'workqueue'")
            .with("S", "'sources':[{'name':'O'}]");
    Await.until("the source is there", () -> streams.info("O").number("state.consumer_count") == 1);
    streams.consumer("O", "c", "'ack_policy':'explicit'").isOk();
    streams
        .consumer("O", "d", "'ack_policy':'explicit'")
        .isError(400, 10099, "multiple non-filtered consumers not allowed on workqueue stream");
  }

  @Contract
  void aDurableConsumerIsDeletedWithTheSource(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("O", "'subjects':['o.>'],'retention':'workqueue'")
            .with("S", "'subjects':['s'],'sources':[{'name':'O'}]");
    Await.until("the source is there", () -> streams.info("O").number("state.consumer_count") == 1);
    streams.update("S", "'subjects':['s']").isOk();
    Await.until("the source is gone", () -> streams.info("O").number("state.consumer_count") == 0);
    streams.update("S", "'subjects':['s'],'sources':[{'name':'O'}]").isOk();
    Await.until("the source is there", () -> streams.info("O").number("state.consumer_count") == 1);
    streams.delete("S").isOk();
    Await.until("the source is gone", () -> streams.info("O").number("state.consumer_count") == 0);
  }
}
