package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.RawClient;
import dev.jetharness.conformance.support.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Several messages in answer to one direct get, and the status that ends them. */
class DirectBatchContractTest {
  private static final Pattern SEQUENCE = Pattern.compile("\r\nNats-Sequence: (\\d+)\r\n");
  private static final Pattern STATUS = Pattern.compile("\r\nNATS/1.0 (\\d.*)\r\n", Pattern.DOTALL);

  /** Five messages on s.a, s.b, s.a, s.c, s.b. */
  private static RawClient fiveMessages(TestServer server, String storage) throws Exception {
    new Streams(server)
        .with("S", "'subjects':['s.*'],'allow_direct':true,'storage':'" + storage + "'")
        .holding("s.a", "1")
        .holding("s.b", "2")
        .holding("s.a", "3")
        .holding("s.c", "4")
        .holding("s.b", "5");
    return server.raw().connect().send("SUB in 1\r\n");
  }

  /** The sequences that come, and the status at their end with its headers. */
  private static List<String> get(RawClient client, String body) throws Exception {
    String json = Streams.json(body);
    client.send("PUB $JS.API.DIRECT.GET.S in " + json.length() + "\r\n" + json + "\r\n");
    List<String> answers = new ArrayList<>();
    while (true) {
      String message = client.readMessage();
      Matcher sequence = SEQUENCE.matcher(message);
      if (sequence.find()) {
        answers.add(sequence.group(1));
        continue;
      }
      Matcher status = STATUS.matcher(message);
      assertThat(status.find()).as(message).isTrue();
      answers.add(status.group(1).strip().replace("\r\n", ", "));
      return answers;
    }
  }

  @Contract
  void aBatchEndsWithItsPosition(TestServer server) throws Exception {
    RawClient client = fiveMessages(server, "memory");
    assertThat(get(client, "{'batch':2,'seq':2}"))
        .containsExactly("2", "3", "204 EOB, Nats-Num-Pending: 2, Nats-Last-Sequence: 3");
    assertThat(get(client, "{'batch':9,'next_by_subj':'s.b'}"))
        .containsExactly("2", "5", "204 EOB, Nats-Num-Pending: 0, Nats-Last-Sequence: 5");
    assertThat(get(client, "{'batch':9,'seq':6}")).containsExactly("404 Message Not Found");
    assertThat(get(client, "{'batch':9,'seq':18446744073709551615}"))
        .containsExactly("404 Message Not Found");
  }

  @Contract
  void lessThanNoMessagesAreNoneAndTheirNumber(TestServer server) throws Exception {
    RawClient client = fiveMessages(server, "memory");
    assertThat(get(client, "{'batch':-1,'seq':2}"))
        .containsExactly("204 EOB, Nats-Num-Pending: 4, Nats-Last-Sequence: 0");
    assertThat(get(client, "{'batch':-1,'next_by_subj':'s.a'}"))
        .containsExactly("204 EOB, Nats-Num-Pending: 2, Nats-Last-Sequence: 0");
    assertThat(get(client, "{'batch':-1,'last_by_subj':'s.a'}"))
        .containsExactly("204 EOB, Nats-Num-Pending: 5, Nats-Last-Sequence: 0");
  }

  @Contract
  void theLastOfEachSubjectComesInTheOrderOfTheStream(TestServer server) throws Exception {
    RawClient client = fiveMessages(server, "memory");
    assertThat(get(client, "{'multi_last':['s.b','s.a']}"))
        .containsExactly(
            "3", "5", "204 EOB, Nats-Num-Pending: 0, Nats-Last-Sequence: 5, Nats-UpTo-Sequence: 5");
    assertThat(get(client, "{'multi_last':['s.*'],'up_to_seq':4}"))
        .containsExactly(
            "2",
            "3",
            "4",
            "204 EOB, Nats-Num-Pending: 0, Nats-Last-Sequence: 4, Nats-UpTo-Sequence: 4");
    assertThat(get(client, "{'multi_last':['s.*'],'batch':1}"))
        .containsExactly(
            "3", "204 EOB, Nats-Num-Pending: 2, Nats-Last-Sequence: 3, Nats-UpTo-Sequence: 5");
    assertThat(get(client, "{'multi_last':['x']}")).containsExactly("404 No Results");
  }

  @Contract
  void aBoundBeyondTheEndIsAsGoodAsNoneInMemory(TestServer server) throws Exception {
    RawClient client = fiveMessages(server, "memory");
    assertThat(get(client, "{'multi_last':['s.a'],'up_to_seq':18446744073709551615}"))
        .containsExactly(
            "3",
            "204 EOB, Nats-Num-Pending: 0, Nats-Last-Sequence: 3,"
                + " Nats-UpTo-Sequence: 18446744073709551615");
  }

  @Contract
  void aBoundBeyondTheEndFindsNothingOnFile(TestServer server) throws Exception {
    RawClient client = fiveMessages(server, "file");
    assertThat(get(client, "{'multi_last':['s.a'],'up_to_seq':6}"))
        .containsExactly("404 No Results");
    assertThat(get(client, "{'multi_last':['s.a'],'up_to_seq':5}")).hasSize(2);
  }
}
