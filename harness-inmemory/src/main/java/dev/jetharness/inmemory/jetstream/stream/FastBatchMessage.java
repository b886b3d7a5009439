package dev.jetharness.inmemory.jetstream.stream;

import org.jspecify.annotations.Nullable;

/**
 * A message of a fast batch, as its reply subject says: {@code <prefix>.<batch>.<flow>.<gap
 * mode>.<sequence>.<operation>.$FI}.
 *
 * @param id which batch
 * @param flow an acknowledgement is wanted at least every so many messages
 * @param gapOk whether the batch goes on when messages are lost or refused
 * @param sequence its number in the batch, unsigned, from 1
 * @param operation what to do with it
 */
record FastBatchMessage(String id, int flow, boolean gapOk, long sequence, Operation operation) {
  private static final String SUFFIX = ".$FI";
  private static final int TOKENS = 6;
  private static final int DEFAULT_FLOW = 10;
  private static final int HIGHEST_FLOW = 0xffff;

  /** The largest unsigned number but one, so that there is a next sequence. */
  private static final long HIGHEST_SEQUENCE = -2;

  /** What to do with a message, in the order of their numbers. */
  enum Operation {
    START,
    APPEND,
    COMMIT,
    /** Commits what came before; this message is not stored. */
    END,
    /** Asks for the last acknowledgement. */
    PING
  }

  /** Whether a message belongs to a fast batch. */
  static boolean isOne(Publication publication) {
    String reply = publication.reply();
    return reply != null && reply.length() > SUFFIX.length() && reply.endsWith(SUFFIX);
  }

  /** Reads a reply subject; null if it is malformed. */
  static @Nullable FastBatchMessage of(Publication publication) {
    String reply = String.valueOf(publication.reply());
    String[] tokens = reply.substring(0, reply.length() - SUFFIX.length()).split("\\.", -1);
    if (tokens.length < TOKENS) {
      return null;
    }
    int last = tokens.length - 1;
    Operation operation = operation(tokens[last]);
    Long sequence = Decimals.unsigned(tokens[last - 1]);
    String gapMode = tokens[last - 2];
    boolean gapOk = gapMode.equals("ok");
    if (operation == null || sequence == null || !(gapOk || gapMode.equals("fail"))) {
      return null;
    }
    return isPossible(operation, sequence)
        ? new FastBatchMessage(tokens[last - 4], flow(tokens[last - 3]), gapOk, sequence, operation)
        : null;
  }

  /** Whether it may be the first message of a batch. */
  boolean begins() {
    return sequence == 1 && operation != Operation.PING;
  }

  boolean commits() {
    return operation == Operation.COMMIT || operation == Operation.END;
  }

  private static @Nullable Operation operation(String token) {
    long number = Decimals.wrapping(token);
    Operation[] operations = Operation.values();
    return number < 0 || number >= operations.length ? null : operations[(int) number];
  }

  private static boolean isPossible(Operation operation, long sequence) {
    if (sequence == 0 || Long.compareUnsigned(sequence, HIGHEST_SEQUENCE) > 0) {
      return false;
    }
    return switch (operation) {
      case START -> sequence == 1;
      case APPEND, END -> sequence != 1;
      case COMMIT, PING -> true;
    };
  }

  private static int flow(String token) {
    long flow = Decimals.wrapping(token);
    return flow <= 0 ? DEFAULT_FLOW : (int) Math.min(flow, HIGHEST_FLOW);
  }
}
