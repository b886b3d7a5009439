package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** Which mirrors and sources a stream may have, and how they are told. */
class SourcingConfigContractTest {

  private static Streams origin(TestServer server) throws Exception {
    return new Streams(server).with("O", "'subjects':['o.>'],'max_msg_size':100");
  }

  /** Tries configurations that are refused, each with its error. */
  private static void refuses(Streams streams, String[][] refused) throws Exception {
    for (String[] each : refused) {
      String[] error = each[1].split(" ", 3);
      Answer answer = streams.create("S", each[0]);
      assertThat(answer.at("error.description")).as(each[0]).isEqualTo(error[2]);
      answer.isError(Integer.parseInt(error[0]), Integer.parseInt(error[1]), error[2]);
    }
  }

  @Contract
  void whatAMirrorMustNotHave(TestServer server) throws Exception {
    refuses(
        origin(server),
        new String[][] {
          {"'mirror':{'name':'a b'}", "400 10142 mirrored stream name is invalid"},
          {"'mirror':{'name':''}", "400 10142 mirrored stream name is invalid"},
          {
            "'mirror':{'name':'O'},'first_seq':5",
            "400 10143 stream mirrors can not have first sequence configured"
          },
          {
            "'mirror':{'name':'O'},'subjects':['s']",
            "400 10034 stream mirrors can not contain subjects"
          },
          {
            "'mirror':{'name':'O'},'sources':[{'name':'O'}]",
            "400 10031 stream mirrors can not also contain other sources"
          },
          {
            "'mirror':{'name':'O'},'allow_msg_counter':true",
            "400 10173 stream mirrors can not also calculate counters"
          },
          {
            "'mirror':{'name':'O'},'allow_atomic':true",
            "400 10198 stream mirrors can not also use atomic publishing"
          },
          {
            "'mirror':{'name':'O'},'allow_batched':true",
            "400 10209 stream mirrors can not also use batch publishing"
          },
          {
            "'mirror':{'name':'O'},'allow_msg_schedules':true",
            "400 10186 stream mirrors can not also schedule messages"
          },
          {
            "'mirror':{'name':'O'},'subject_delete_marker_ttl':1000000000",
            "500 10052 subject delete markers forbidden on mirrors"
          },
          {
            "'mirror':{'name':'O'},'max_msg_size':99",
            "400 10030 stream mirror must have max message size >= source"
          },
          {"'mirror_direct':true", "500 10052 stream has no mirror but does have mirror direct"},
        });
  }

  @Contract
  void howAMirrorMustNotFilter(TestServer server) throws Exception {
    refuses(
        origin(server),
        new String[][] {
          {
            "'mirror':{'name':'O','filter_subject':'o.a','subject_transforms':[{'src':'o.a','dest':'b'}]}",
            "400 10150 mirror with multiple subject transforms cannot also have a single subject filter"
          },
          {
            "'mirror':{'name':'O','subject_transforms':[{'src':'o..a','dest':'b'}]}",
            "400 10151 mirror transform source: invalid subject o..a"
          },
          {
            "'mirror':{'name':'O','subject_transforms':[{'src':'o.*','dest':'b.>'}]}",
            "400 10154 mirror transform: invalid subject"
          },
          {
            "'mirror':{'name':'O','subject_transforms':[{'src':'o.*','dest':'b'},{'src':'*.a','dest':'c'}]}",
            "400 10152 mirror subject filters can not overlap"
          },
          {
            "'mirror':{'name':'O','filter_subject':'o..a'}",
            "500 10049 subject filter 'o..a' for the mirror invalid subject"
          },
        });
  }

  @Contract
  void whatSourcesMustNotBe(TestServer server) throws Exception {
    refuses(
        origin(server),
        new String[][] {
          {"'sources':[{'name':'a.b'}]", "400 10141 sourced stream name is invalid"},
          {
            "'sources':[{'name':'O'},{'name':'O'}]",
            "400 10140 duplicate source configuration detected"
          },
          {
            "'sources':[{'name':'O'}],'allow_msg_schedules':true",
            "400 10187 stream source can not also schedule messages"
          },
          {
            "'sources':[{'name':'O'}],'max_msg_size':99",
            "400 10046 stream source must have max message size >= target"
          },
          {
            "'sources':[{'name':'O','filter_subject':'o.a','subject_transforms':[{'src':'o.a','dest':'b'}]}]",
            "400 10144 source with multiple subject transforms cannot also have a single subject filter"
          },
          {
            "'sources':[{'name':'O','subject_transforms':[{'src':'o..a','dest':'b'}]}]",
            "400 10145 source transform source: invalid subject o..a"
          },
          {
            "'sources':[{'name':'O','subject_transforms':[{'src':'o.*','dest':'{{bad()}}'}]}]",
            "400 10146 source transform: invalid mapping destination: unknown function in {{bad()}}"
          },
          {
            "'sources':[{'name':'O','subject_transforms':[{'src':'o.a','dest':'b'},{'src':'o.*','dest':'c'}]}]",
            "400 10147 source filters can not overlap"
          },
          {
            "'sources':[{'name':'O','filter_subject':'o..a'}]",
            "500 10049 subject filter 'o..a' for the source: invalid subject"
          },
        });
  }

  @Contract
  void aConsumerToUseMustBeNamedAndSayWhereToStart(TestServer server) throws Exception {
    String mirror = "400 10213 stream mirror consumer config is invalid";
    String source = "400 10215 stream source consumer config is invalid";
    String consumer = "'consumer':{'name':'c','deliver_subject':'d'}";
    refuses(
        origin(server),
        new String[][] {
          {"'mirror':{'name':'O','consumer':{'name':'','deliver_subject':'d'}}", mirror},
          {"'mirror':{'name':'O','consumer':{'name':'c','deliver_subject':'d.*'}}", mirror},
          {"'mirror':{'name':'O','opt_start_seq':1," + consumer + "}", mirror},
          {"'mirror':{'name':'O','filter_subject':'o.a'," + consumer + "}", mirror},
          {"'sources':[{'name':'O','consumer':{'name':'c','deliver_subject':''}}]", source},
          {
            "'sources':[{'name':'O','opt_start_time':'2026-01-01T00:00:00Z'," + consumer + "}]",
            source
          },
          {
            "'sources':[{'name':'O','subject_transforms':[{'src':'o.a','dest':'b'}],"
                + consumer
                + "},{'name':'O',"
                + consumer
                + "}]",
            "400 10216 duplicate stream source consumer detected"
          },
        });
  }

  @Contract
  void whichPrefixesAreRefused(TestServer server) throws Exception {
    refuses(
        origin(server),
        new String[][] {
          {
            "'sources':[{'name':'O','external':{'api':'$JS.API','deliver':''}}]",
            "400 10021 stream external api prefix $JS.API must not overlap with $JS.API"
          },
          {
            "'mirror':{'name':'O','external':{'api':'api.*','deliver':''}}",
            "500 10052 stream external api prefix \"api.*\" must be a valid subject without wildcards"
          },
          {
            "'mirror':{'name':'O','external':{'api':'api','deliver':'d.>'}}",
            "400 10024 stream external delivery prefix d.> must not contain wildcards"
          },
        });
  }

  @Contract
  void streamsMustNotGoInCircles(TestServer server) throws Exception {
    Streams streams =
        origin(server)
            .with("A", "'subjects':['a.>'],'sources':[{'name':'O'}]")
            .with("B", "'sources':[{'name':'A'}]");
    streams
        .update("O", "'subjects':['o.>'],'max_msg_size':100,'sources':[{'name':'B'}]")
        .isError(500, 10052, "detected cycle");
    refuses(streams, new String[][] {{"'sources':[{'name':'S'}]", "500 10052 detected cycle"}});
    refuses(streams, new String[][] {{"'mirror':{'name':'S'}", "500 10052 detected cycle"}});
  }

  /** Only the subjects of streams on the way count, not those that are copied. */
  @Contract
  void aFilterMayKeepACircleFromClosing(TestServer server) throws Exception {
    Streams streams =
        origin(server)
            .with("A", "'subjects':['a.>'],'sources':[{'name':'O','filter_subject':'x'}]");
    streams
        .update(
            "O",
            "'subjects':['o.>'],'max_msg_size':100,'sources':[{'name':'A','filter_subject':'y'}]")
        .isOk();
    streams.holding("o.a", "1").holding("a.a", "2");
    assertThat(streams.contents("A")).containsExactly("1:a.a:2");
  }

  @Contract
  void everythingIsToldAsItWasAsked(TestServer server) throws Exception {
    Streams streams = origin(server);
    String mirror =
        Streams.json(
            "'mirror':{'name':'O','opt_start_seq':3,'filter_subject':'o.a',"
                + "'external':{'api':'far.API','deliver':'far.to'}}");
    String sources =
        Streams.json(
            "'sources':[{'name':'O','opt_start_time':'2026-01-02T03:04:05.006Z',"
                + "'subject_transforms':[{'src':'o.a','dest':'x'},{'src':'o.b','dest':''}]},"
                + "{'name':'P','consumer':{'name':'c','deliver_subject':'d'}}]");
    assertThat(streams.create("M", mirror).isOk().text()).contains(mirror + ",\"compression\"");
    assertThat(streams.info("M").text()).contains(mirror + ",\"compression\"");
    assertThat(streams.create("S", sources).isOk().text()).contains(sources + ",\"compression\"");
  }

  @Contract
  void aTimeIsToldWithItsOffset(TestServer server) throws Exception {
    Streams streams = origin(server);
    String[][] times = {
      {"2026-01-02T03:04:05+02:00", "2026-01-02T03:04:05+02:00"},
      {"2026-01-02T03:04:05.120-07:30", "2026-01-02T03:04:05.12-07:30"},
      {"2026-01-02T03:04:05-00:00", "2026-01-02T03:04:05Z"},
    };
    for (String[] time : times) {
      String mirror = "'mirror':{'name':'O','opt_start_time':'" + time[0] + "'}";
      assertThat(streams.create("M", mirror).isOk().at("config.mirror.opt_start_time"))
          .isEqualTo(time[1]);
      assertThat(streams.create("M", mirror).isOk().at("config.mirror.opt_start_time"))
          .isEqualTo(time[1]);
      streams.delete("M").isOk();
    }
  }

  @Contract
  void creatingTheSameAgainSucceeds(TestServer server) throws Exception {
    Streams streams = origin(server).with("P", "");
    String sources = "'sources':[{'name':'O','filter_subject':'o.a'},{'name':'P'}]";
    streams.with("S", sources).with("M", "'mirror':{'name':'O'}");
    streams.create("S", sources).isOk();
    streams.create("M", "'mirror':{'name':'O'}").isOk();
    String inUse = "stream name already in use with a different configuration";
    streams
        .create("S", "'sources':[{'name':'P'},{'name':'O','filter_subject':'o.a'}]")
        .isError(400, 10058, inUse);
    streams.create("M", "'mirror':{'name':'P'}").isError(400, 10058, inUse);
  }

  @Contract
  void anUpdateDoesNotLookAtAPlainFilter(TestServer server) throws Exception {
    Streams streams = origin(server).with("S", "'sources':[{'name':'O'}]");
    Answer updated = streams.update("S", "'sources':[{'name':'O','filter_subject':'o..a'}]").isOk();
    assertThat(updated.at("sources.0.filter_subject")).isEqualTo("o..a");
  }

  @Contract
  void pedanticallyAMirrorSaysHowItIsRead(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("O", "'allow_direct':true");
    streams
        .create("M", "'mirror':{'name':'O'},'pedantic':true")
        .isError(
            400, 10157, "pedantic mode: origin stream has direct get set, mirror has it disabled");
    streams.create("M", "'mirror':{'name':'O'},'mirror_direct':true,'pedantic':true").isOk();
  }
}
