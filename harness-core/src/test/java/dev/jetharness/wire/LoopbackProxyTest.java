package dev.jetharness.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.traffic.TrafficRecorder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopbackProxyTest {
  private static final String INFO = "INFO {\"host\":\"h\",\"port\":1}\r\n";
  private static final String HANDSHAKE = "\u0016\u0003\u0001";

  private final TrafficRecorder recorder = new TrafficRecorder();
  private final Taps taps = new Taps(recorder);
  private final ServerSocket listener;
  private final LoopbackProxy proxy;

  LoopbackProxyTest() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    InetSocketAddress dead = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    InetSocketAddress live =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    proxy = LoopbackProxy.open(List.of(dead, live), taps);
  }

  @AfterEach
  void end() throws IOException {
    proxy.close();
    taps.close();
    listener.close();
  }

  private Socket client() throws IOException {
    return new Socket(proxy.host(), proxy.port());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static String receive(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), ISO_8859_1);
  }

  @Test
  void passesBothDirectionsOnToAServerThatAnswersAndRecordsThem() throws IOException {
    try (Socket client = client();
        Socket server = listener.accept()) {
      send(server, INFO);
      String own = "INFO {\"host\":\"127.0.0.1\",\"port\":" + proxy.port() + "}\r\n";
      assertThat(receive(client, own.length())).isEqualTo(own);
      send(client, "PUB a 2\r\nhi\r\n");
      assertThat(receive(server, 13)).isEqualTo("PUB a 2\r\nhi\r\n");
      assertThat(recorder.events()).hasSize(1);
    }
  }

  @Test
  void stepsAsideFromATlsHandshake() throws IOException {
    try (Socket client = client();
        Socket server = listener.accept()) {
      send(client, HANDSHAKE + "PUB a 0\r\n\r\n");
      assertThat(receive(server, 14)).isEqualTo(HANDSHAKE + "PUB a 0\r\n\r\n");
      send(server, INFO);
      assertThat(receive(client, INFO.length())).isEqualTo(INFO);
      assertThat(recorder.events()).isEmpty();
    }
  }

  @Test
  void endsOneSideWithTheOther() throws IOException {
    try (Socket client = client();
        Socket server = listener.accept()) {
      server.close();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    try (Socket client = client();
        Socket server = listener.accept()) {
      client.close();
      assertThat(server.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void closingTheTapsLetsTheServerFinishWhatItWasSent() throws IOException {
    try (Socket client = client();
        Socket server = listener.accept()) {
      send(client, "PUB a 0\r\n\r\n");
      assertThat(receive(server, 11)).isEqualTo("PUB a 0\r\n\r\n");
      Thread closing = new Thread(taps::close);
      closing.start();
      assertThat(server.getInputStream().read()).isEqualTo(-1);
      server.close();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      closing.join();
    } catch (InterruptedException interruption) {
      throw new AssertionError(interruption);
    }
  }

  @Test
  void leavesNoThread() throws Exception {
    String prefix = "jetharness-proxy-" + proxy.port();
    try (Socket client = client();
        Socket server = listener.accept()) {
      send(server, INFO);
      assertThat(client.getInputStream().read()).isEqualTo('I');
    }
    proxy.close();
    taps.close();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith(prefix)) {
        thread.join();
      }
    }
  }
}
