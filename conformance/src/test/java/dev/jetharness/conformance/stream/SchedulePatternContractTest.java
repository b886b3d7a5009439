package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.Stage;
import dev.jetharness.conformance.support.TestServer;
import java.util.ArrayList;
import java.util.List;

/** Which patterns a schedule may have. */
class SchedulePatternContractTest {
  private static final String REFUSED = "10189";
  private static final String UNKNOWN_ZONE = "10223";
  private static final String STORED = "\"seq\":";

  /** The patterns, out of some, whose answer does not contain this. */
  private static List<String> otherwise(TestServer server, String expected, String... patterns)
      throws Exception {
    return otherwise(server, expected, new String[0], patterns);
  }

  private static List<String> otherwise(
      TestServer server, String expected, String[] more, String... patterns) throws Exception {
    new Streams(server).with("S", "'subjects':['s.>'],'allow_msg_schedules':true");
    RawPublisher publisher = new RawPublisher(server);
    List<String> otherwise = new ArrayList<>();
    for (String pattern : patterns) {
      List<String> lines = new ArrayList<>(List.of(more));
      lines.add("Nats-Schedule: " + pattern);
      lines.add("Nats-Schedule-Target: s.target");
      String answer = publisher.publish("s.a", "x", lines.toArray(new String[0])).text();
      if (!answer.contains(expected) || (expected.equals(STORED) && answer.contains("error"))) {
        otherwise.add(pattern + " -> " + answer);
      }
    }
    return otherwise;
  }

  @Contract
  void onceAtATime(TestServer server) throws Exception {
    assertThat(
            otherwise(
                server,
                STORED,
                "@at 2090-01-01T00:00:00Z",
                "@at 2090-01-01T0:00:00Z",
                "@at 2090-01-01T00:00:00.123456789123Z",
                "@at 2090-01-01T00:00:00,5+24:00",
                "@at 2088-02-29T23:59:59-00:30"))
        .isEmpty();
  }

  @Contract
  void atNoTime(TestServer server) throws Exception {
    assertThat(
            otherwise(
                server,
                REFUSED,
                "@at",
                "@at ",
                "@at  2090-01-01T00:00:00Z",
                "@at 2090-01-01T00:00:00Z ",
                "@at 2090-01-01 00:00:00Z",
                "@at 2090-01-01T00:00:00",
                "@at 2090-01-01T00:00:00z",
                "@at 2090-02-29T00:00:00Z",
                "@at 2090-13-01T00:00:00Z",
                "@at 2090-01-01T24:00:00Z",
                "@at 2090-01-01T00:00:60Z",
                "@at 2090-01-01T00:00:00+25:00",
                "@at 2090-01-01T00:00:00+0100",
                "@AT 2090-01-01T00:00:00Z",
                "@at tomorrow"))
        .isEmpty();
  }

  @Contract
  void atIntervals(TestServer server) throws Exception {
    assertThat(
            otherwise(
                server,
                STORED,
                "@every 1000s",
                "@every +1h",
                "@every 1h0.5m",
                "@every 3600000ms",
                "@every 24h1ns"))
        .isEmpty();
  }

  @Contract
  void atNoIntervals(TestServer server) throws Exception {
    assertThat(
            otherwise(
                server,
                REFUSED,
                "@every",
                "@every ",
                "@every  1h",
                "@every 1h ",
                "@every 60",
                "@every 0",
                "@every 0s",
                "@every -1h",
                "@every 999ms",
                "@every 999999999ns",
                "@every 1d",
                "@every 9999999999s",
                "@Every 1h"))
        .isEmpty();
  }

  @Contract
  void cron(TestServer server) throws Exception {
    assertThat(
            otherwise(
                server,
                STORED,
                "0 0 0 1 1 *",
                "0 0 0 ? 1 ?",
                "0  0\t0 1 1 *",
                "0 0 0 1 JAN *",
                "0 0 0 * jan sun",
                "0 0 0 1 1 0",
                "0 0 0 1 jan-mar mon-Fri",
                "0,30 0/20 10-20/5 1,15,,31, 1 mon/2",
                "+5 */99999999999 0 1 1 *",
                "0 0 0 *-5-x 1 *",
                "0 0 0 , 1 fri",
                "0 0 0 29 2 *",
                "@yearly",
                "@annually",
                "@monthly",
                "@weekly"))
        .isEmpty();
  }

  @Contract
  void noCron(TestServer server) throws Exception {
    assertThat(
            otherwise(
                server,
                REFUSED,
                "0 0 1 1 *",
                "0 0 0 1 1 * *",
                "60 0 0 1 1 *",
                "0 60 0 1 1 *",
                "0 0 24 1 1 *",
                "0 0 0 0 1 *",
                "0 0 0 32 1 *",
                "0 0 0 1 0 *",
                "0 0 0 1 13 *",
                "0 0 0 * 1 7",
                "0 0 0 1 january *",
                "0 0 0 * * sunday",
                "0 0 jan 1 1 *",
                "x 0 0 1 1 *",
                "-5 0 0 1 1 *",
                "5- 0 0 1 1 *",
                "1-2-3 0 0 1 1 *",
                "30-10 0 0 1 1 *",
                "0 0 0 * * fri-mon",
                "*/0 0 0 1 1 *",
                "*/-2 0 0 1 1 *",
                "*/ 0 0 1 1 *",
                "/5 0 0 1 1 *",
                "1/2/3 0 0 1 1 *",
                "0-60/5 0 0 1 1 *",
                "0x1 0 0 1 1 *",
                "1_0 0 0 1 1 *",
                "99999999999999999999 0 0 1 1 *",
                "@Daily",
                "@daily ",
                "@reboot",
                "daily"))
        .isEmpty();
  }

  @Contract
  void aPatternThatNothingMatchesIsNone(TestServer server) throws Exception {
    assertThat(
            otherwise(
                server,
                REFUSED,
                "0 0 0 30 2 *",
                "0 0 0 31 4,6,9,11 *",
                "0 0 0 , 1 *",
                "0 0 , 1 1 *"))
        .isEmpty();
  }

  @Contract
  void onlyCronMayHaveATimeZone(TestServer server) throws Exception {
    String[] utc = {"Nats-Schedule-Time-Zone: UTC"};
    assertThat(otherwise(server, STORED, utc, "0 0 0 1 1 *", "@yearly")).isEmpty();
    assertThat(otherwise(server, REFUSED, utc, "@at 2090-01-01T00:00:00Z", "@every 1h")).isEmpty();
  }

  @Contract
  void aTimeZoneIsFoundByItsExactName(TestServer server) throws Exception {
    for (String zone :
        new String[] {"", "Mars", "utc", "Z", "+01:00", "europe/berlin", "Europe", "../UTC"}) {
      String[] header = {"Nats-Schedule-Time-Zone: " + zone};
      assertThat(otherwise(server, UNKNOWN_ZONE, header, "@yearly", "daily")).isEmpty();
    }
    assertThat(
            otherwise(server, STORED, new String[] {"Nats-Schedule-Time-Zone: Local"}, "@yearly"))
        .isEmpty();
  }

  /** The server looks for a name among the files of its machine; its image has none of them. */
  @Contract
  void otherZonesThanUtcAreKnownWhereTheyAreInstalled(TestServer server) throws Exception {
    String expected = server.stage() == Stage.CONTAINER ? UNKNOWN_ZONE : STORED;
    for (String zone :
        new String[] {"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Etc/GMT+5"}) {
      String[] header = {"Nats-Schedule-Time-Zone: " + zone};
      assertThat(otherwise(server, expected, header, "@yearly")).isEmpty();
    }
  }
}
