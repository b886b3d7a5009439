package dev.jetharness.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.BrokerUnavailableException;
import dev.jetharness.Brokers;
import dev.jetharness.conformance.support.Programme;
import dev.jetharness.conformance.support.Stage;
import dev.jetharness.spi.BrokerRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.opentest4j.TestAbortedException;

/**
 * The in-memory broker and nats-server say the same, whatever they are told. A difference that is
 * not there again is printed; there may be few of them. Needs a nats-server, as the contracts do on
 * their stage {@link Stage#PROCESS}.
 */
@Isolated("compares servers in lockstep")
class DifferentialTest {
  /** A run that goes on after so many differences would only say the same again. */
  private static final int ENOUGH = 5;

  /** In one of so many rounds the server may race with itself. */
  private static final int ROUNDS_PER_RACE = 50;

  @Test
  void bothBrokersSayTheSame() throws IOException {
    Assumptions.assumeTrue(Programme.stages().contains(Stage.PROCESS), "nats-server is left out");
    try (BrokerRun run = BrokerRun.begin()) {
      requireServer();
      assertThat(play(Plan.ofThisRun())).isEmpty();
    }
  }

  private static void requireServer() {
    try {
      Brokers.process().start().close();
    } catch (BrokerUnavailableException unavailable) {
      if (Boolean.getBoolean("jetharness.broker.required")) {
        throw unavailable;
      }
      throw new TestAbortedException(unavailable.getMessage());
    }
  }

  private static List<Report> play(Plan plan) throws IOException {
    System.out.println(plan);
    List<Report> reports = new ArrayList<>();
    int races = 0;
    for (Plan.Round round : plan.rounds()) {
      Difference difference = Lockstep.play(round.script(), Patience.standard());
      if (difference != null) {
        Report report = Report.of(round, difference);
        System.out.println(report);
        if (report.isSteady() || ++races > 1 + plan.rounds().size() / ROUNDS_PER_RACE) {
          reports.add(report);
        }
      }
      if (reports.size() == ENOUGH) {
        break;
      }
    }
    return reports;
  }
}
