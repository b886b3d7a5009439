package dev.jetharness.inmemory;

import dev.jetharness.BrokerKind;
import dev.jetharness.inmemory.jetstream.JetStreamEngine;
import dev.jetharness.inmemory.server.ServerOptions;
import dev.jetharness.inmemory.time.BrokerClock;
import dev.jetharness.inmemory.transport.InProcessPort;
import dev.jetharness.settings.InMemorySettings;
import dev.jetharness.spi.AbstractBroker;
import dev.jetharness.spi.BrokerServerPool;
import dev.jetharness.traffic.TrafficRecorder;
import io.nats.client.Options;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The broker in the memory of this JVM. jnats reaches it in process, without a thread or a port;
 * the TCP port that any client may use is opened when somebody asks for its address.
 */
final class InMemoryBroker extends AbstractBroker {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String CLUSTER = "jetharness";
  private static final String LEADER = "n1";

  private final TrafficRecorder recorder;
  private final InMemoryServer server;
  private @Nullable String url;

  InMemoryBroker(InMemorySettings settings) {
    this(settings, new TrafficRecorder());
  }

  private InMemoryBroker(InMemorySettings settings, TrafficRecorder recorder) {
    super(BrokerKind.IN_MEMORY, recorder);
    this.recorder = recorder;
    ServerOptions options = ServerOptions.defaults().withJetStream(true);
    if (settings.nodes() > 1) {
      options = options.withServerName(LEADER).withClusterName(CLUSTER);
    }
    this.server =
        new InMemoryServer(
            options, settings.nodes(), EngineSettings.of(settings), new BrokerClock(), recorder);
  }

  @Override
  protected void address(Options.Builder builder) {
    builder.dataPortType(InProcessPort.class.getName());
    new BrokerServerPool(List.of(server.server().inProcessUrl()), this::isOpen).install(builder);
  }

  @Override
  public synchronized String url() {
    ensureOpen();
    if (url == null) {
      InetSocketAddress address = server.server().listen(LOOPBACK, 0);
      url = "nats://" + LOOPBACK + ':' + address.getPort();
    }
    return url;
  }

  @Override
  public String serverVersion() {
    ensureOpen();
    return server.server().version();
  }

  @Override
  public void reset() {
    ensureOpen();
    JetStreamEngine jetStream = server.jetStream();
    if (jetStream != null) {
      jetStream.reset();
    }
    recorder.clear();
  }

  @Override
  protected void release() {
    server.close();
  }
}
