package dev.jetharness.conformance.support;

import io.nats.client.Options;
import io.nats.client.impl.DataPort;
import io.nats.client.impl.SocketDataPort;
import io.nats.client.support.NatsUri;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A client that speaks the NATS protocol by hand: over a socket, or through the in-process port
 * where the options name one.
 */
public final class RawClient implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Pipe pipe;
  private final @Nullable String userInfo;
  private final byte[] buffer = new byte[64 * 1024];
  private int position;
  private int limit;
  private final String info;

  private RawClient(Pipe pipe, @Nullable String userInfo) throws IOException {
    this.pipe = pipe;
    this.userInfo = userInfo;
    info = readLine();
  }

  /** Opens a connection and reads the INFO line; CONNECT is not yet sent. */
  public static RawClient open(Options options) throws IOException {
    NatsUri address = options.getNatsServerUris().get(0);
    DataPort port = options.buildDataPort();
    Pipe pipe =
        port instanceof SocketDataPort ? new SocketPipe(address) : new PortPipe(port, options);
    return new RawClient(pipe, address.getUri().getUserInfo());
  }

  /** The INFO line that the server greeted with. */
  public String info() {
    return info;
  }

  /**
   * Sends CONNECT with these members, such as {@code "verbose":false}, and the credentials that
   * this server needs.
   */
  public RawClient connect(String members) throws IOException {
    String credentials = "";
    if (userInfo != null) {
      int colon = userInfo.indexOf(':');
      credentials =
          ",\"user\":\"%s\",\"pass\":\"%s\""
              .formatted(userInfo.substring(0, colon), userInfo.substring(colon + 1));
    }
    return send("CONNECT {" + members + credentials + "}\r\n");
  }

  /**
   * Connects without verbose and pedantic, with headers and no-responders, and waits for the server
   * to agree.
   */
  public RawClient connect() throws IOException {
    connect(
        "\"verbose\":false,\"pedantic\":false,\"headers\":true,\"no_responders\":true,\"protocol\":0");
    return ping();
  }

  /** Sends bytes as they are; CRLF is the caller's. */
  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends bytes as they are. */
  public RawClient send(byte[] bytes) throws IOException {
    pipe.write(bytes);
    return this;
  }

  /** Sends PING and reads up to and including its PONG, which must come next. */
  public RawClient ping() throws IOException {
    send("PING\r\n");
    String line = readLine();
    if (!line.equals("PONG")) {
      throw new AssertionError("expected PONG, got: " + line);
    }
    return this;
  }

  /**
   * Reads one line, without its CRLF; waits for it. A PING of the server is answered and skipped.
   */
  public String readLine() throws IOException {
    while (true) {
      StringBuilder line = new StringBuilder();
      for (int b = readByte(); b != '\n'; b = readByte()) {
        line.append((char) b);
      }
      if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
        line.setLength(line.length() - 1);
      }
      if (line.toString().equals("PING")) {
        send("PONG\r\n");
        continue;
      }
      return line.toString();
    }
  }

  /** Reads a MSG or HMSG: the control line, CRLF, and its bytes. */
  public String readMessage() throws IOException {
    String message = readOperation();
    if (!isMessage(message)) {
      throw new AssertionError("expected a message, got: " + message);
    }
    return message;
  }

  /** Reads whatever comes next: a message as {@link #readMessage} does, anything else as a line. */
  public String readOperation() throws IOException {
    String control = readLine();
    if (!isMessage(control)) {
      return control;
    }
    int size = Integer.parseInt(control.substring(control.lastIndexOf(' ') + 1));
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < size; i++) {
      body.append((char) readByte());
    }
    if (readByte() != '\r' || readByte() != '\n') {
      throw new AssertionError("a message must end with CRLF: " + control);
    }
    return control + "\r\n" + body;
  }

  private static boolean isMessage(String operation) {
    return operation.startsWith("MSG ") || operation.startsWith("HMSG ");
  }

  /**
   * Reads to the end of the connection and returns what came before it; fails if it is not closed.
   */
  public String readToEnd() throws IOException {
    StringBuilder rest = new StringBuilder();
    try {
      while (true) {
        rest.append((char) readByte());
      }
    } catch (EOFException closed) {
      return rest.toString();
    }
  }

  @Override
  public void close() throws IOException {
    pipe.close();
  }

  private int readByte() throws IOException {
    if (position == limit) {
      limit = pipe.read(buffer);
      position = 0;
      if (limit <= 0) {
        limit = 0;
        throw new EOFException("the server closed the connection");
      }
    }
    return buffer[position++] & 0xff;
  }

  /** Bytes to and from the server. */
  private interface Pipe {
    int read(byte[] target) throws IOException;

    void write(byte[] bytes) throws IOException;

    void close() throws IOException;
  }

  /**
   * Over TCP. A reset counts as the end, like a clean close: which of them comes is up to timing.
   */
  private static final class SocketPipe implements Pipe {
    private final Socket socket;

    SocketPipe(NatsUri address) throws IOException {
      socket = new Socket(address.getHost(), address.getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) LIMIT.toMillis());
    }

    @Override
    public int read(byte[] target) throws IOException {
      try {
        return socket.getInputStream().read(target);
      } catch (java.net.SocketException reset) {
        return -1;
      }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** Through jnats's port type, without jnats's connection on top. */
  private static final class PortPipe implements Pipe {
    private final DataPort port;

    PortPipe(DataPort port, Options options) throws IOException {
      this.port = port;
      port.afterConstruct(options);
      port.connect(null, options.getNatsServerUris().get(0), LIMIT.toNanos());
    }

    @Override
    public int read(byte[] target) throws IOException {
      return port.read(target, 0, target.length);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      port.write(bytes, bytes.length);
      port.flush();
    }

    @Override
    public void close() throws IOException {
      port.close();
    }
  }
}
