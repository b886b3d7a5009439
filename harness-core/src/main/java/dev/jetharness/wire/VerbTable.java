package dev.jetharness.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Recognises verbs byte by byte, in any case, so that a wrong byte is refused when it arrives, as
 * nats-server does. A state is a prefix of a verb; 0 is the empty one.
 */
final class VerbTable {
  /** The byte continues no verb. */
  static final int REFUSED = Integer.MIN_VALUE;

  /** What a client may send to a server. */
  static final VerbTable FROM_CLIENT =
      new VerbTable(
          Verb.CONNECT,
          Verb.PUB,
          Verb.HPUB,
          Verb.SUB,
          Verb.UNSUB,
          Verb.INFO,
          Verb.PING,
          Verb.PONG,
          Verb.OK,
          Verb.ERR);

  /** What a server may send to a client. */
  static final VerbTable FROM_SERVER =
      new VerbTable(Verb.INFO, Verb.MSG, Verb.HMSG, Verb.PING, Verb.PONG, Verb.OK, Verb.ERR);

  private static final int ASCII = 128;

  private final Verb[] verbs;
  private final int[] next;

  private VerbTable(Verb... verbs) {
    this.verbs = verbs;
    List<int[]> states = new ArrayList<>();
    states.add(refuseAll());
    for (int index = 0; index < verbs.length; index++) {
      int state = 0;
      String text = verbs[index].text();
      for (int i = 0; i < text.length() - 1; i++) {
        int known = states.get(state)[text.charAt(i)];
        if (known == REFUSED) {
          known = states.size();
          states.add(refuseAll());
          link(states.get(state), text.charAt(i), known);
        }
        state = known;
      }
      link(states.get(state), text.charAt(text.length() - 1), ~index);
    }
    next = new int[states.size() * ASCII];
    for (int state = 0; state < states.size(); state++) {
      System.arraycopy(states.get(state), 0, next, state * ASCII, ASCII);
    }
  }

  /** The state after a byte, {@link #REFUSED}, or what {@link #verb} decodes when it is whole. */
  int next(int state, byte b) {
    return b < 0 ? REFUSED : next[state * ASCII + b];
  }

  /** The verb that a negative state stands for. */
  Verb verb(int state) {
    return verbs[~state];
  }

  private static int[] refuseAll() {
    int[] row = new int[ASCII];
    Arrays.fill(row, REFUSED);
    return row;
  }

  private static void link(int[] row, char c, int state) {
    row[c] = state;
    row[String.valueOf(c).toLowerCase(Locale.ROOT).charAt(0)] = state;
  }
}
