package dev.jetharness.conformance.stream;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** A list that is given as empty is not the same as none, where configurations are compared. */
class EmptyListContractTest {
  private static final String IN_USE = "stream name already in use with a different configuration";

  @Contract
  void noSourcesAreNotTheSameAsAnEmptyList(TestServer server) throws Exception {
    isToldApart(server, "'subjects':['s.>']", "'subjects':['s.>'],'sources':[]");
  }

  @Contract
  void noTagsAreNotTheSameAsAnEmptyList(TestServer server) throws Exception {
    isToldApart(server, "'placement':{}", "'placement':{'tags':[]}");
  }

  @Contract
  void noSubjectsOfAMirrorAreNotTheSameAsAnEmptyList(TestServer server) throws Exception {
    new Streams(server).with("O", "'subjects':['o.>']");
    isToldApart(server, "'mirror':{'name':'O'}", "'mirror':{'name':'O'},'subjects':[]");
  }

  @Contract
  void noTransformsOfASourceAreNotTheSameAsAnEmptyList(TestServer server) throws Exception {
    new Streams(server).with("O", "'subjects':['o.>']");
    isToldApart(
        server, "'sources':[{'name':'O'}]", "'sources':[{'name':'O','subject_transforms':[]}]");
  }

  @Contract
  void anEmptyListOfTransformsMakesAnotherMirror(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("O", "'subjects':['o.>']");
    String without = "'mirror':{'name':'O'}";
    String with = "'mirror':{'name':'O','subject_transforms':[]}";
    streams.with("S", without);
    streams.create("S", with).isError(400, 10058, IN_USE);
    streams.update("S", with).isError(400, 10055, "stream mirror configuration can not be updated");
    streams.create("S", without).isOk();
  }

  @Contract
  void aListThatADefaultFillsIsTheSameWhetherEmptyOrNotGiven(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':[]");
    streams.create("S", "").isOk();
    streams.update("S", "").isOk();
    streams.create("S", "'subjects':[]").isOk();
  }

  @Contract
  void emptyObjectsAreTheSameAsNone(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    streams.create("S", "'placement':{},'metadata':{},'consumer_limits':{}").isOk();
    streams.create("S", "'sources':null,'subjects':null").isOk();
  }

  private static void isToldApart(TestServer server, String without, String with) throws Exception {
    Streams streams = new Streams(server).with("S", without);
    streams.create("S", with).isError(400, 10058, IN_USE);
    streams.update("S", with).isOk();
    streams.create("S", with).isOk();
    streams.create("S", without).isError(400, 10058, IN_USE);
    streams.update("S", without).isOk();
    streams.create("S", without).isOk();
  }
}
