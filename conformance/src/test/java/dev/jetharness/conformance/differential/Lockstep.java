package dev.jetharness.conformance.differential;

import dev.jetharness.Brokers;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays a script on an empty in-memory broker and an empty nats-server. After each step both must
 * have said the same, and must be in the same state.
 *
 * <p>The in-memory broker has said everything once it answers a PING; nats-server, which answers in
 * its own time, is waited for until it has said as much. What it says too much is found with the
 * state, or with the next step.
 */
final class Lockstep implements AutoCloseable {
  /** How the bodies of requests begin that are no steps. */
  private static final String MARK = "  ";

  private static final String STREAM_STATE =
      MARK + "{\"subjects_filter\":\">\",\"deleted_details\":true}";
  private static final String CONSUMER_STATE = MARK + "{}";

  private final Script script;
  private final Patience patience;
  private final Player simulator;
  private final Player server;
  private Normaliser ofSimulator = new Normaliser();
  private Normaliser ofServer = new Normaliser();
  private int requests;

  private Lockstep(Script script, Patience patience) throws IOException {
    this.script = script;
    this.patience = patience;
    simulator = new Player(Brokers.inMemory().start());
    try {
      server = new Player(Brokers.process().start());
    } catch (IOException | RuntimeException failure) {
      simulator.close();
      throw failure;
    }
  }

  /** Plays a script to its end, or to the first difference. */
  static @Nullable Difference play(Script script, Patience patience) throws IOException {
    try (Lockstep lockstep = new Lockstep(script, patience)) {
      return lockstep.play();
    }
  }

  /** Whether a message is the audit of a request that is no step. */
  static boolean isAuditOfState(Frame frame) {
    return frame.subject().equals("$JS.EVENT.ADVISORY.API")
        && frame.payload().contains("\"request\":\"" + MARK);
  }

  private @Nullable Difference play() throws IOException {
    for (int index = 0; index < script.steps().size(); index++) {
      Exchange.Mismatch mismatch = play(script.steps().get(index), "in.step." + index);
      if (mismatch != null) {
        return new Difference(index, script.steps().get(index), mismatch);
      }
    }
    return null;
  }

  private Exchange.@Nullable Mismatch play(Step step, String inbox) throws IOException {
    step.play(simulator, inbox);
    step.play(server, inbox);
    Exchange said = exchange();
    Exchange.Mismatch states = compareStates(said);
    Exchange.Mismatch answers = said.compare(ofSimulator, ofServer);
    return answers == null ? states : answers;
  }

  /** Waits for all that the in-memory broker has to say, and for as much of the server. */
  private Exchange exchange() throws IOException {
    simulator.sweep();
    patience.await(server, () -> server.hasAsMuchAs(simulator));
    return Exchange.take(simulator, server);
  }

  /**
   * Compares the states until they are equal, or the server had time enough. What else is said
   * meanwhile is about the step.
   */
  private Exchange.@Nullable Mismatch compareStates(Exchange said) throws IOException {
    long start = System.nanoTime();
    while (true) {
      Set<String> inboxes = requestStates();
      Exchange all = exchange();
      Exchange states = all.split(inboxes);
      said.append(all);
      Normaliser simulatorNow = ofSimulator.copy();
      Normaliser serverNow = ofServer.copy();
      Exchange.Mismatch mismatch = states.compare(simulatorNow, serverNow);
      if (mismatch == null || System.nanoTime() - start > patience.limit().toNanos()) {
        ofSimulator = simulatorNow;
        ofServer = serverNow;
        return mismatch;
      }
    }
  }

  /** Asks both for the state of all that the script creates; returns where the answers go. */
  private Set<String> requestStates() throws IOException {
    Set<String> inboxes = new HashSet<>();
    for (String stream : script.streams()) {
      inboxes.add(request("STREAM.INFO." + stream, STREAM_STATE));
    }
    for (String consumer : script.consumers()) {
      inboxes.add(request("CONSUMER.INFO." + consumer, CONSUMER_STATE));
    }
    return inboxes;
  }

  private String request(String operation, String body) throws IOException {
    String inbox = "in.state." + requests++;
    for (Player player : List.of(simulator, server)) {
      player.publish("$JS.API." + operation, inbox, "", body);
    }
    return inbox;
  }

  @Override
  public void close() throws IOException {
    try {
      simulator.close();
    } finally {
      server.close();
    }
  }
}
