package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jetharness.BrokerUnavailableException;
import dev.jetharness.conformance.support.Programme;
import dev.jetharness.conformance.support.Stage;
import dev.jetharness.conformance.support.TestServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot that one kind of broker took, restored on the other. */
class BackupAcrossBrokersTest {

  @ParameterizedTest
  @ValueSource(strings = {"file", "memory"})
  void aSnapshotOfTheRealServerIsRestoredInMemory(String storage) throws Exception {
    move(Stage.PROCESS, Stage.IN_PROCESS, storage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "memory"})
  void aSnapshotOfTheInMemoryBrokerIsRestoredOnTheRealServer(String storage) throws Exception {
    move(Stage.IN_PROCESS, Stage.PROCESS, storage);
  }

  private static void move(Stage from, Stage to, String storage) throws Exception {
    assumeTrue(Programme.stages().containsAll(List.of(from, to)));
    try (TestServer source = new TestServer(from);
        TestServer target = new TestServer(to)) {
      move(source, target, "'subjects':['s.>'],'storage':'" + storage + "'");
    } catch (BrokerUnavailableException missing) {
      if (Boolean.getBoolean("jetharness.broker.required")) {
        throw missing;
      }
      abort(missing.getMessage());
    }
  }

  private static void move(TestServer source, TestServer target, String members) throws Exception {
    Streams here = new Streams(source).with("S", members);
    // Long enough for several chunks, and regular enough to be worth compressing.
    for (int i = 0; i < 40; i++) {
      String payload = i % 2 == 0 ? "order " + i : (i + " lines of text, ").repeat(2000);
      here.publish("s." + i % 5, payload, "Nats-Msg-Id", "id-" + i).isOk();
    }
    here.deleteMessage("S", 1).isOk();
    here.deleteMessage("S", 7).isOk();
    here.deleteMessage("S", 40).isOk();
    here.consumer("S", "C", "'ack_policy':'explicit','filter_subject':'s.2'").isOk();
    here.acknowledge(here.next("S", "C"), "+ACK");
    here.next("S", "C");
    byte[] snapshot = new Backups(source.connection()).take("S", ",'chunk_size':5000");

    new Backups(target.connection()).restore("S", "," + members, snapshot).isOk();

    Streams there = new Streams(target);
    assertThat(there.contents("S")).isEqualTo(here.contents("S"));
    // The time of a last message that was deleted is not in a snapshot.
    for (String member : new String[] {"bytes", "first_ts", "last_seq", "num_deleted"}) {
      assertThat(there.info("S").at("state." + member))
          .as(member)
          .isEqualTo(here.info("S").at("state." + member));
    }
    assertThat(there.get("S", "{'seq':39}").text()).isEqualTo(here.get("S", "{'seq':39}").text());
    for (String member :
        new String[] {
          "config", "num_ack_pending", "num_pending", "ack_floor.stream_seq", "delivered.stream_seq"
        }) {
      assertThat(there.call("CONSUMER.INFO.S.C", "").at(member))
          .as(member)
          .isEqualTo(here.call("CONSUMER.INFO.S.C", "").at(member));
    }
  }
}
