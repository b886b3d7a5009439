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
  static final String MARK = "  ";

  private static final String STREAM_STATE =
      MARK + "{\"subjects_filter\":\">\",\"deleted_details\":true}";
  private static final String CONSUMER_STATE = MARK + "{}";

  private final Script script;
  private final Patience patience;
  private final Player simulator;
  private final Player server;
  private Normaliser ofSimulator;
  private Normaliser ofServer;
  private int requests;

  private Lockstep(Script script, Patience patience) throws IOException {
    this.script = script;
    this.patience = patience;
    ofSimulator = new Normaliser(!script.copies());
    ofServer = ofSimulator.copy();
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

  private @Nullable Difference play() throws IOException {
    for (int index = 0; index < script.steps().size(); index++) {
      Exchange.Mismatch mismatch = play(script.steps().get(index), "in.step." + index);
      if (mismatch != null) {
        return new Difference(index, script.steps().get(index), mismatch);
      }
    }
    return null;
  }

  /**
   * Plays a step, and compares what is said and the states until they are equal, or both had time
   * enough.
   */
  private Exchange.@Nullable Mismatch play(Step step, String inbox) throws IOException {
    step.play(simulator, inbox);
    step.play(server, inbox);
    patience.await(simulator, simulator::isStill);
    patience.await(server, server::isStill);
    Exchange said = new Exchange();
    exchange(said);
    long start = System.nanoTime();
    while (true) {
      Set<String> inboxes = requestStates();
      exchange(said);
      Normaliser simulatorNow = ofSimulator.copy();
      Normaliser serverNow = ofServer.copy();
      Exchange states = said.split(inboxes);
      Exchange.Mismatch mismatch = said.compare(simulatorNow, serverNow);
      if (mismatch == null) {
        mismatch = states.compare(simulatorNow, serverNow);
      }
      if (mismatch == null || System.nanoTime() - start > patience.limit().toNanos()) {
        ofSimulator = simulatorNow;
        ofServer = serverNow;
        return mismatch;
      }
    }
  }

  /** Waits for all that the in-memory broker has to say, and for as much of the server. */
  private void exchange(Exchange said) throws IOException {
    simulator.sweep();
    patience.await(server, () -> said.isLevel(simulator, server));
    said.take(simulator, server);
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
