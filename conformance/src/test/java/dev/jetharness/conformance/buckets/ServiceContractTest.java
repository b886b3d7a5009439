package dev.jetharness.conformance.buckets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.service.Discovery;
import io.nats.service.InfoResponse;
import io.nats.service.Service;
import io.nats.service.ServiceBuilder;
import io.nats.service.ServiceEndpoint;
import io.nats.service.StatsResponse;
import java.time.Duration;
import java.util.List;

/** The Services framework of jnats. */
class ServiceContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Contract
  void aServiceAnswersItsEndpoint(TestServer server) throws Exception {
    Service service = started(server.connection());
    Message answer = server.connection().request("up", "abc".getBytes(UTF_8), LIMIT);
    assertThat(answer.getData()).asString().isEqualTo("ABC");
    service.stop();
  }

  @Contract
  void aServiceIsDiscoveredByPingInfoAndStats(TestServer server) throws Exception {
    Service service = started(server.connection());
    server.connection().request("up", "abc".getBytes(UTF_8), LIMIT);
    Discovery discovery = new Discovery(server.connection(), 2000, 1);
    assertThat(discovery.ping("Upper")).hasSize(1);
    List<InfoResponse> infos = discovery.info("Upper");
    assertThat(infos.get(0).getVersion()).isEqualTo("1.0.0");
    List<StatsResponse> stats = discovery.stats("Upper");
    assertThat(stats.get(0).getEndpointStatsList().get(0).getNumRequests()).isEqualTo(1);
    service.stop();
  }

  @Contract
  void anErrorReachesTheCaller(TestServer server) throws Exception {
    Service service = started(server.connection());
    Message answer = server.connection().request("up", new byte[0], LIMIT);
    assertThat(answer.getHeaders().getFirst("Nats-Service-Error-Code")).isEqualTo("400");
    assertThat(answer.getHeaders().getFirst("Nats-Service-Error")).isEqualTo("nothing to do");
    service.stop();
  }

  @Contract
  void twoInstancesShareTheRequests(TestServer server) throws Exception {
    Service one = started(server.connection());
    Service two = started(server.connect());
    for (int i = 0; i < 50; i++) {
      server.connection().request("up", "x".getBytes(UTF_8), LIMIT);
    }
    long first = one.getEndpointStats("up").getNumRequests();
    long second = two.getEndpointStats("up").getNumRequests();
    assertThat(first + second).isEqualTo(50);
    one.stop();
    two.stop();
  }

  private static Service started(Connection connection) throws Exception {
    Service service =
        new ServiceBuilder()
            .connection(connection)
            .name("Upper")
            .version("1.0.0")
            .addServiceEndpoint(
                ServiceEndpoint.builder()
                    .endpointName("up")
                    .handler(
                        request -> {
                          if (request.getData().length == 0) {
                            request.respondStandardError(connection, "nothing to do", 400);
                          } else {
                            request.respond(
                                connection,
                                new String(request.getData(), UTF_8)
                                    .toUpperCase(java.util.Locale.ROOT)
                                    .getBytes(UTF_8));
                          }
                        })
                    .build())
            .build();
    assertThat(service.startService()).isNotDone();
    connection.flush(LIMIT);
    return service;
  }
}
