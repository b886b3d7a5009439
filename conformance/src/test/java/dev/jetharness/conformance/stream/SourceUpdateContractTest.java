package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import java.util.List;

/** What becomes of the sources of a stream when its configuration is updated. */
class SourceUpdateContractTest {
  private static final String OWN = "'subjects':['s.>']";

  private static Streams sourced(TestServer server, String storage) throws Exception {
    return new Streams(server)
        .with("O", "'subjects':['o.>']")
        .with("P", "'subjects':['p.>']")
        .holding("o.a", "1", "2")
        .holding("p.a", "3")
        .with("S", OWN + storage + ",'sources':[{'name':'O'}]")
        .reaching("S", 2);
  }

  @Contract
  void aSourceMayBeAdded(TestServer server) throws Exception {
    Streams streams = sourced(server, "");
    Answer updated = streams.update("S", OWN + ",'sources':[{'name':'O'},{'name':'P'}]").isOk();
    assertThat(updated.text())
        .contains(
            "\"sources\":[{\"name\":\"O\"},{\"name\":\"P\"}],\"compression\"",
            "{\"name\":\"P\",\"lag\":0,\"active\":-1}");
    streams.reaching("S", 3);
    streams.holding("o.b", "4").reaching("S", 4);
    assertThat(streams.contents("S")).containsExactly("1:o.a:1", "2:o.a:2", "3:p.a:3", "4:o.b:4");
  }

  @Contract
  void aStreamOfItsOwnMayGetSources(TestServer server) throws Exception {
    Streams streams = sourced(server, "").with("T", "'subjects':['t.>']").holding("t.a", "own");
    streams.update("T", "'subjects':['t.>'],'sources':[{'name':'P'}]").isOk();
    streams.reaching("T", 2);
    assertThat(streams.contents("T")).containsExactly("1:t.a:own", "2:p.a:3");
  }

  @Contract
  void aSourceMayBeRemoved(TestServer server) throws Exception {
    Streams streams = sourced(server, "");
    Answer updated = streams.update("S", OWN).isOk();
    assertThat(updated.text()).doesNotContain("sources");
    assertThat(streams.info("S").text()).doesNotContain("sources");
    streams.holding("o.a", "4").holding("s.a", "5");
    assertThat(streams.contents("S")).containsExactly("1:o.a:1", "2:o.a:2", "3:s.a:5");
  }

  @Contract
  void theOthersGoOn(TestServer server) throws Exception {
    Streams streams = sourced(server, "");
    streams.update("S", OWN + ",'sources':[{'name':'P'},{'name':'O'}]").isOk();
    streams.reaching("S", 3);
    streams.update("S", OWN + ",'sources':[{'name':'P'}]").isOk();
    streams.holding("p.b", "4").reaching("S", 4);
    assertThat(streams.contents("S")).containsExactly("1:o.a:1", "2:o.a:2", "3:p.a:3", "4:p.b:4");
    assertThat(streams.info("S").number("sources.0.seq")).isEqualTo(2);
  }

  @Contract
  void aSourceThatIsAddedAgainGoesOnWhereItWas(TestServer server) throws Exception {
    for (String storage : List.of("", ",'storage':'memory'")) {
      Streams streams = sourced(server, storage);
      streams.update("S", OWN + storage).isOk();
      streams.holding("s.a", "own").holding("o.a", "4");
      Answer updated = streams.update("S", OWN + storage + ",'sources':[{'name':'O'}]").isOk();
      assertThat(updated.text())
          .contains("\"sources\":[{\"name\":\"O\",\"lag\":0,\"seq\":2,\"active\":-1}],\"ts\"");
      streams.reaching("S", 4);
      assertThat(streams.contents("S"))
          .containsExactly("1:o.a:1", "2:o.a:2", "3:s.a:own", "4:o.a:4");
      streams.delete("S").isOk();
      streams.delete("O").isOk();
      streams.delete("P").isOk();
    }
  }

  /** Once it holds nothing of a source that was removed, a stream begins with what is new. */
  @Contract
  void anEmptyStreamTakesOnlyWhatCameAfterItsLastMessage(TestServer server) throws Exception {
    Streams streams = sourced(server, "");
    streams.update("S", OWN).isOk();
    streams.purge("S", "").isOk();
    streams.holding("o.a", "4");
    assertThat(streams.update("S", OWN + ",'sources':[{'name':'O'}]").isOk().text())
        .contains("\"sources\":[{\"name\":\"O\",\"lag\":0,\"active\":-1}],\"ts\"");
    streams.reaching("S", 3);
    assertThat(streams.contents("S")).containsExactly("3:o.a:4");
  }

  @Contract
  void anotherFilterIsAnotherSource(TestServer server) throws Exception {
    Streams streams = sourced(server, "");
    streams.update("S", OWN + ",'sources':[{'name':'O','filter_subject':'o.*'}]").isOk();
    streams.reaching("S", 4);
    assertThat(streams.contents("S")).containsExactly("1:o.a:1", "2:o.a:2", "3:o.a:1", "4:o.a:2");
  }

  /** It counts only when a source has not been copied from yet. */
  @Contract
  void anotherStartChangesNothing(TestServer server) throws Exception {
    Streams streams = sourced(server, "");
    Answer updated =
        streams.update("S", OWN + ",'sources':[{'name':'O','opt_start_seq':1}]").isOk();
    assertThat(updated.text()).contains("\"sources\":[{\"name\":\"O\",\"opt_start_seq\":1}]");
    streams.holding("o.a", "4").reaching("S", 3);
    assertThat(streams.contents("S")).containsExactly("1:o.a:1", "2:o.a:2", "3:o.a:4");
  }

  @Contract
  void subjectsAndLimitsMayChangeAtTheSameTime(TestServer server) throws Exception {
    Streams streams = sourced(server, "");
    streams.update("S", "'max_msgs':2,'sources':[{'name':'O'},{'name':'P'}]").isOk();
    streams.reaching("S", 3);
    assertThat(streams.contents("S")).containsExactly("2:o.a:2", "3:p.a:3");
    assertThat(streams.request("s.a", "x").getStatus().getCode()).isEqualTo(503);
  }
}
