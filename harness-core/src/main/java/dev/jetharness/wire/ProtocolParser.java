package dev.jetharness.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.wire.ProtocolException.Reason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An incremental parser of the NATS client protocol, for either direction. It is fed chunks of any
 * size, cut anywhere, and calls its handler for each operation as soon as its last byte is there.
 *
 * <pre>{@code
 * ProtocolParser parser = ProtocolParser.fromServer(handler, 1 << 20, 64 << 20);
 * for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
 *   parser.parse(chunk, 0, n);
 * }
 * }</pre>
 *
 * <p>A message's bytes are copied once, from the chunk into arrays of their own. Sizes are checked
 * on the control line, before anything is set aside for the body: the parser never holds more than
 * one control line and one body within the limits. After an exception it takes no more bytes. Not
 * thread-safe.
 *
 * @since 0.1
 */
public final class ProtocolParser {
  private static final byte[] EMPTY = new byte[0];
  private static final int FIRST_LINE_CAPACITY = 256;
  private static final int SHOWN_BYTES = 32;

  /** Where in an operation the next byte belongs. */
  private enum State {
    VERB,
    GAP,
    LEADING_BLANKS,
    ARGUMENTS,
    REST_OF_LINE,
    BODY,
    BODY_CR,
    BODY_LF,
    STOPPED
  }

  private final ProtocolHandler handler;
  private final VerbTable verbs;
  private final int maxControlLine;
  private final int maxPayload;
  private final ControlLine line = new ControlLine();
  private final MessageBody body = new MessageBody();

  private State state = State.VERB;
  private int verbState;
  private Verb verb = Verb.PING;
  private boolean connectExpected;
  private boolean headersAllowed = true;

  /** The part of a control line that earlier chunks held. */
  private byte[] held = EMPTY;

  private int heldLength;

  private String subject = "";
  private @Nullable String reply;
  private String sid = "";

  private ProtocolParser(
      ProtocolHandler handler, VerbTable verbs, int maxControlLine, int maxPayload) {
    this.handler = handler;
    this.verbs = verbs;
    this.maxControlLine = maxControlLine;
    this.maxPayload = maxPayload;
  }

  /**
   * Creates a parser of what a client sends.
   *
   * @param handler takes the operations
   * @param maxControlLine the largest length of an operation's arguments, in bytes
   * @param maxPayload the largest size of headers and payload together, in bytes
   * @return a new parser
   */
  public static ProtocolParser fromClient(
      ProtocolHandler handler, int maxControlLine, int maxPayload) {
    return new ProtocolParser(handler, VerbTable.FROM_CLIENT, maxControlLine, maxPayload);
  }

  /**
   * Creates a parser of what a server sends.
   *
   * @param handler takes the operations
   * @param maxControlLine the largest length of an operation's arguments, in bytes
   * @param maxPayload the largest size of headers and payload together, in bytes
   * @return a new parser
   */
  public static ProtocolParser fromServer(
      ProtocolHandler handler, int maxControlLine, int maxPayload) {
    return new ProtocolParser(handler, VerbTable.FROM_SERVER, maxControlLine, maxPayload);
  }

  /**
   * Sets whether the next operation must be CONNECT.
   *
   * @param expected whether anything else is refused
   */
  public void expectConnect(boolean expected) {
    connectExpected = expected;
  }

  /**
   * Sets whether HPUB is allowed.
   *
   * @param allowed false as long as headers are not negotiated; true in a new parser
   */
  public void allowHeaders(boolean allowed) {
    headersAllowed = allowed;
  }

  /** Ignores all further bytes, those that remain of the chunk being parsed included. */
  public void stop() {
    state = State.STOPPED;
    held = EMPTY;
    body.release();
  }

  /**
   * Parses a chunk. The array may be reused once this returns.
   *
   * @param bytes an array with the chunk
   * @param offset where it starts
   * @param length its length
   * @throws ProtocolException if the bytes break the protocol or exceed a limit
   */
  public void parse(byte[] bytes, int offset, int length) throws ProtocolException {
    int end = offset + length;
    int i = offset;
    while (i < end) {
      switch (state) {
        case VERB -> i = parseVerb(bytes, i, end);
        case GAP -> {
          if (!ControlLine.isBlank(bytes[i])) {
            throw unknownOperation(bytes, i, end);
          }
          i++;
          state = State.LEADING_BLANKS;
        }
        case LEADING_BLANKS -> {
          if (ControlLine.isBlank(bytes[i])) {
            i++;
          } else {
            state = State.ARGUMENTS;
          }
        }
        case ARGUMENTS -> i = parseArguments(bytes, i, end);
        case REST_OF_LINE -> i = skipLine(bytes, i, end);
        case BODY -> {
          i = body.fill(bytes, i, end);
          if (body.isComplete()) {
            state = State.BODY_CR;
          }
        }
        case BODY_CR -> {
          expect('\r', bytes, i++, end);
          state = State.BODY_LF;
        }
        case BODY_LF -> {
          expect('\n', bytes, i++, end);
          state = State.VERB;
          finishMessage();
        }
        case STOPPED -> i = end;
      }
    }
  }

  private int parseVerb(byte[] bytes, int from, int end) throws ProtocolException {
    int i = from;
    if (verbState == 0 && connectExpected && bytes[i] != 'C' && bytes[i] != 'c') {
      throw fail(Reason.CONNECT_EXPECTED, "CONNECT must come first");
    }
    while (i < end) {
      int next = verbs.next(verbState, bytes[i]);
      if (next == VerbTable.REFUSED) {
        throw unknownOperation(bytes, i, end);
      }
      i++;
      if (next < 0) {
        verb = verbs.verb(next);
        verbState = 0;
        state =
            switch (verb.after()) {
              case TOKENS -> State.GAP;
              case TEXT -> State.LEADING_BLANKS;
              case NOTHING -> State.REST_OF_LINE;
            };
        return i;
      }
      verbState = next;
    }
    return i;
  }

  private int skipLine(byte[] bytes, int from, int end) {
    int lineEnd = indexOfLineFeed(bytes, from, end);
    if (lineEnd < 0) {
      return end;
    }
    state = State.VERB;
    switch (verb) {
      case PING -> handler.ping();
      case PONG -> handler.pong();
      default -> handler.ok();
    }
    return lineEnd + 1;
  }

  private int parseArguments(byte[] bytes, int from, int end) throws ProtocolException {
    int lineEnd = indexOfLineFeed(bytes, from, end);
    if (lineEnd < 0) {
      hold(bytes, from, end);
      return end;
    }
    if (heldLength == 0) {
      finishLine(bytes, from, lineEnd);
    } else {
      hold(bytes, from, lineEnd);
      int length = heldLength;
      heldLength = 0;
      finishLine(held, 0, length);
    }
    return lineEnd + 1;
  }

  private void hold(byte[] bytes, int from, int to) throws ProtocolException {
    int length = to - from;
    int needed = heldLength + length;
    // A carriage return at the end doesn't count.
    if (needed < 0 || needed - 1 > maxControlLine) {
      throw lineTooLong();
    }
    if (needed > held.length) {
      int capacity = Math.max(Math.max(FIRST_LINE_CAPACITY, needed), held.length * 2);
      held = Arrays.copyOf(held, capacity);
    }
    System.arraycopy(bytes, from, held, heldLength, length);
    heldLength = needed;
  }

  private void finishLine(byte[] bytes, int from, int lineFeed) throws ProtocolException {
    int to = lineFeed > from && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
    if (to - from > maxControlLine) {
      throw lineTooLong();
    }
    state = State.VERB;
    switch (verb) {
      case CONNECT -> handler.connect(Arrays.copyOfRange(bytes, from, to));
      case INFO -> handler.info(Arrays.copyOfRange(bytes, from, to));
      case ERR -> handler.error(unquoted(new String(bytes, from, to - from, UTF_8)));
      default -> {
        line.split(bytes, from, to);
        finishTokens();
      }
    }
  }

  private void finishTokens() throws ProtocolException {
    int count = line.count();
    switch (verb) {
      case PUB -> {
        require(count == 2 || count == 3);
        beginMessage(1, count - 1, false);
      }
      case HPUB -> {
        if (!headersAllowed) {
          throw fail(Reason.HEADERS_NOT_NEGOTIATED, "HPUB on a connection without headers");
        }
        require(count == 3 || count == 4);
        beginMessage(1, count - 2, true);
      }
      case MSG -> {
        require(count == 3 || count == 4);
        sid = line.text(1);
        beginMessage(2, count - 1, false);
      }
      case HMSG -> {
        require(count == 4 || count == 5);
        sid = line.text(1);
        beginMessage(2, count - 2, true);
      }
      case SUB -> {
        require(count == 2 || count == 3);
        handler.subscribe(
            line.text(0), count == 3 ? line.text(1) : null, line.text(count == 3 ? 2 : 1));
      }
      default -> {
        require(count == 1 || count == 2);
        handler.unsubscribe(line.text(0), count == 2 ? line.number(1) : 0);
      }
    }
  }

  /** Tokens are a subject, perhaps a sid, perhaps a reply, and one or two sizes. */
  private void beginMessage(int replyToken, int sizeToken, boolean withHeaders)
      throws ProtocolException {
    int headerSize = withHeaders ? line.number(sizeToken) : 0;
    int size = line.number(withHeaders ? sizeToken + 1 : sizeToken);
    require(headerSize >= 0 && size >= headerSize);
    if (size > maxPayload) {
      throw fail(
          Reason.PAYLOAD_TOO_LARGE, "a message of " + size + " bytes; allowed are " + maxPayload);
    }
    subject = line.text(0);
    reply = sizeToken > replyToken ? line.text(replyToken) : null;
    body.begin(headerSize, size - headerSize);
    state = size == 0 ? State.BODY_CR : State.BODY;
  }

  private void finishMessage() {
    byte[] headers = body.headers();
    byte[] payload = body.payload();
    String ofReply = reply;
    body.release();
    reply = null;
    if (verb == Verb.PUB || verb == Verb.HPUB) {
      handler.publish(subject, ofReply, headers, payload);
    } else {
      handler.message(subject, sid, ofReply, headers, payload);
    }
  }

  private void require(boolean holds) throws ProtocolException {
    if (!holds) {
      throw fail(Reason.MALFORMED_ARGUMENTS, "arguments that " + verb.text() + " doesn't take");
    }
  }

  private void expect(char wanted, byte[] bytes, int i, int end) throws ProtocolException {
    if (bytes[i] != wanted) {
      throw unknownOperation(bytes, i, end);
    }
  }

  private ProtocolException lineTooLong() {
    return fail(
        Reason.CONTROL_LINE_TOO_LONG, "a control line of more than " + maxControlLine + " bytes");
  }

  private ProtocolException unknownOperation(byte[] bytes, int i, int end) {
    String found = new String(bytes, i, Math.min(SHOWN_BYTES, end - i), UTF_8);
    return fail(Reason.UNKNOWN_OPERATION, "no operation goes on with \"" + found + "\"");
  }

  private ProtocolException fail(Reason reason, String message) {
    stop();
    return new ProtocolException(reason, message);
  }

  private static int indexOfLineFeed(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static String unquoted(String text) {
    int last = text.length() - 1;
    return last > 0 && text.charAt(0) == '\'' && text.charAt(last) == '\''
        ? text.substring(1, last)
        : text;
  }
}
