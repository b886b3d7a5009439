package dev.jetharness.inmemory.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A client that says and expects bytes, over either transport. */
public abstract class RawClient implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final byte[] buffer = new byte[BUFFER];
  private int start;
  private int end;

  private RawClient() {}

  /** Connects by TCP. */
  public static RawClient tcp(InetSocketAddress address) {
    try {
      Socket socket = new Socket(address.getAddress(), address.getPort());
      socket.setTcpNoDelay(true);
      return new OverTcp(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects in process. */
  public static RawClient inProcess(String url) {
    URI uri = URI.create(url);
    Outbound outbound = new Outbound(() -> {});
    try {
      return new InProcess(
          InProcessListener.connect(uri.getHost(), uri.getPort(), outbound), outbound);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  abstract void write(byte[] bytes) throws IOException;

  abstract int read(byte[] target) throws IOException;

  /** Ends the client's side of the connection. */
  @Override
  public abstract void close();

  /** Sends text as it is. */
  public final void send(String text) {
    send(text.getBytes(UTF_8));
  }

  /** Sends bytes as they are. */
  public final void send(byte[] bytes) {
    try {
      write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one line and returns it without its end. */
  public final String line() {
    StringBuilder line = new StringBuilder();
    for (int b = next(); b != '\n'; b = next()) {
      if (b < 0) {
        throw new IllegalStateException("the connection ended after: " + line);
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  /** Reads as many bytes as the text has, and compares. */
  public final void expect(String text) {
    byte[] expected = text.getBytes(UTF_8);
    byte[] found = new byte[expected.length];
    int count = 0;
    while (count < found.length) {
      int b = next();
      if (b < 0) {
        break;
      }
      found[count++] = (byte) b;
    }
    assertThat(new String(found, 0, count, UTF_8)).isEqualTo(text);
  }

  /** Asserts that nothing is said any more, and that the connection ends. */
  public final void expectEnd() {
    int b = next();
    assertThat(b).as("the next byte, -1 for the end").isEqualTo(-1);
  }

  /** Asserts that nothing was said since, by a PING. */
  public final void expectNothing() {
    send("PING\r\n");
    expect("PONG\r\n");
  }

  /** Reads INFO and connects with options, as members of a JSON object. */
  public final RawClient greet(String options) {
    assertThat(line()).startsWith("INFO {");
    send("CONNECT {" + options + "}\r\n");
    return this;
  }

  /** Reads all until the connection ends, and returns how much came after what was looked at. */
  public final long readToEnd() {
    long count = 0;
    start = end;
    try {
      for (int n = read(buffer); n >= 0; n = read(buffer)) {
        count += n;
      }
    } catch (IOException reset) {
      return count;
    }
    return count;
  }

  private int next() {
    if (start == end) {
      try {
        start = 0;
        end = Math.max(0, read(buffer));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (end == 0) {
        return -1;
      }
    }
    return buffer[start++];
  }

  private static final class OverTcp extends RawClient {
    private final Socket socket;

    OverTcp(Socket socket) {
      this.socket = socket;
    }

    @Override
    void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    @Override
    int read(byte[] target) throws IOException {
      return socket.getInputStream().read(target);
    }

    @Override
    public void close() {
      TcpListener.closeQuietly(socket);
    }
  }

  private static final class InProcess extends RawClient {
    private final Session session;
    private final Outbound outbound;

    InProcess(Session session, Outbound outbound) {
      this.session = session;
      this.outbound = outbound;
    }

    @Override
    void write(byte[] bytes) {
      session.receive(bytes, 0, bytes.length);
    }

    @Override
    int read(byte[] target) {
      return outbound.read(target, 0, target.length);
    }

    @Override
    public void close() {
      outbound.cut();
      session.disconnected();
    }
  }
}
