package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** How streams are listed, with and without what they are. */
class StreamListContractTest {
  private static Streams three(TestServer server) throws Exception {
    return new Streams(server)
        .with("B", "'subjects':['b.>']")
        .with("C", "'subjects':['c.one','c.two']")
        .with("A", "'subjects':['a.*.x']");
  }

  private static String names(Answer answer) throws Exception {
    return String.valueOf(answer.isOk().at("streams"));
  }

  @Contract
  void namesOfNoStreamsAreNull(TestServer server) throws Exception {
    Answer none = new Streams(server).call("STREAM.NAMES", "");
    assertThat(none.text())
        .isEqualTo(
            Streams.json(
                "{'type':'io.nats.jetstream.api.v1.stream_names_response',"
                    + "'total':0,'offset':0,'limit':1024,'streams':null}"));
  }

  @Contract
  void aListOfNoStreamsIsEmpty(TestServer server) throws Exception {
    Answer none = new Streams(server).call("STREAM.LIST", "");
    assertThat(none.text())
        .isEqualTo(
            Streams.json(
                "{'type':'io.nats.jetstream.api.v1.stream_list_response',"
                    + "'total':0,'offset':0,'limit':256,'streams':[]}"));
  }

  @Contract
  void namesAreSorted(TestServer server) throws Exception {
    Answer all = three(server).call("STREAM.NAMES", "");
    assertThat(names(all)).isEqualTo("[\"A\",\"B\",\"C\"]");
    assertThat(all.number("total")).isEqualTo(3);
  }

  @Contract
  void aListIsSortedByName(TestServer server) throws Exception {
    Answer all = three(server).call("STREAM.LIST", "").isOk();
    assertThat(all.number("total")).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertThat(all.at("streams." + i + ".config.name")).isEqualTo("ABC".substring(i, i + 1));
    }
  }

  @Contract
  void anEntryOfAListHasConfigurationAndState(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'max_msgs':9").holding("S", "x");
    Answer list = streams.call("STREAM.LIST", "").isOk();
    assertThat(list.number("streams.0.config.max_msgs")).isEqualTo(9);
    assertThat(list.number("streams.0.state.messages")).isEqualTo(1);
    assertThat(list.at("streams.0.created")).isEqualTo(streams.info("S").at("created"));
    assertThat(list.at("streams.0.cluster")).isNull();
  }

  @Contract
  void aListShowsOnlyTheMetadataThatIsStored(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'metadata':{'team':'billing'}");
    assertThat(streams.call("STREAM.LIST", "").isOk().text())
        .contains(Streams.json("'metadata':{'_nats.req.level':'0','team':'billing'}"));
  }

  @Contract
  void aPageBeginsAtItsOffset(TestServer server) throws Exception {
    Streams streams = three(server);
    Answer page = streams.call("STREAM.NAMES", "{'offset':1}");
    assertThat(names(page)).isEqualTo("[\"B\",\"C\"]");
    assertThat(page.number("offset")).isEqualTo(1);
    assertThat(page.number("total")).isEqualTo(3);
    Answer list = streams.call("STREAM.LIST", "{'offset':2}").isOk();
    assertThat(list.at("streams.0.config.name")).isEqualTo("C");
    assertThat(list.at("streams.1")).isNull();
  }

  @Contract
  void anOffsetBeyondTheEndIsTheEnd(TestServer server) throws Exception {
    Streams streams = three(server);
    Answer names = streams.call("STREAM.NAMES", "{'offset':99}").isOk();
    assertThat(names.number("offset")).isEqualTo(3);
    assertThat(names.text()).contains("\"streams\":null");
    Answer list = streams.call("STREAM.LIST", "{'offset':99}").isOk();
    assertThat(list.number("offset")).isEqualTo(3);
    assertThat(list.text()).contains("\"streams\":[]");
  }

  @Contract
  void aSubjectFindsTheStreamsThatItMeets(TestServer server) throws Exception {
    Streams streams = three(server);
    assertThat(names(streams.call("STREAM.NAMES", "{'subject':'c.two'}"))).isEqualTo("[\"C\"]");
    assertThat(names(streams.call("STREAM.NAMES", "{'subject':'*.one.x'}")))
        .isEqualTo("[\"A\",\"B\"]");
    assertThat(names(streams.call("STREAM.NAMES", "{'subject':'>'}")))
        .isEqualTo("[\"A\",\"B\",\"C\"]");
  }

  @Contract
  void aSubjectThatMeetsNoStreamFindsNone(TestServer server) throws Exception {
    Streams streams = three(server);
    Answer names = streams.call("STREAM.NAMES", "{'subject':'c'}").isOk();
    assertThat(names.number("total")).isZero();
    assertThat(names.text()).contains("\"streams\":null");
  }

  @Contract
  void aListIsFilteredBySubjectToo(TestServer server) throws Exception {
    Answer list = three(server).call("STREAM.LIST", "{'subject':'b.1'}").isOk();
    assertThat(list.number("total")).isEqualTo(1);
    assertThat(list.at("streams.0.config.name")).isEqualTo("B");
  }

  @Contract
  void aDeletedStreamIsNoLongerListed(TestServer server) throws Exception {
    Streams streams = three(server);
    streams.delete("B").isOk();
    assertThat(names(streams.call("STREAM.NAMES", ""))).isEqualTo("[\"A\",\"C\"]");
  }
}
