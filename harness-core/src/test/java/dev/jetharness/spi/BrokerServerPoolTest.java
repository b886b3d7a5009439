package dev.jetharness.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Options;
import io.nats.client.support.NatsUri;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BrokerServerPoolTest {
  private static final String ONE = "nats://u:p@127.0.0.1:5001";
  private static final String TWO = "nats://u:p@127.0.0.1:5002";

  private final AtomicBoolean open = new AtomicBoolean(true);

  private BrokerServerPool pool(int maxReconnects, String... urls) {
    BrokerServerPool pool = new BrokerServerPool(List.of(urls), open::get);
    Options.Builder builder =
        Options.builder()
            .server("nats://production:4222")
            .noRandomize()
            .maxReconnects(maxReconnects);
    pool.install(builder);
    pool.initialize(builder.build());
    return pool;
  }

  private static String next(BrokerServerPool pool) {
    return String.valueOf(pool.nextServer());
  }

  @Test
  void neverLeadsToAServerThatTheApplicationNamed() {
    BrokerServerPool pool = pool(60, ONE, TWO);
    assertThat(pool.getServerList()).containsExactly(ONE, TWO);
    assertThat(List.of(next(pool), next(pool), next(pool))).containsExactly(ONE, TWO, ONE);
  }

  @Test
  void ignoresWhatTheServerAnnounces() {
    BrokerServerPool pool = pool(60, ONE);
    assertThat(pool.acceptDiscoveredUrls(List.of("127.0.0.1:9999"))).isFalse();
    assertThat(pool.getServerList()).containsExactly(ONE);
  }

  @Test
  void givesUpAfterTheAllowedReconnects() {
    BrokerServerPool pool = pool(2, ONE);
    fail(pool);
    fail(pool);
    assertThat(pool.nextServer()).isNull();
  }

  @Test
  void beginsAnewAfterASuccessAndAfterGivingUp() {
    BrokerServerPool pool = pool(1, ONE);
    pool.connectSucceeded(Objects.requireNonNull(pool.nextServer()));
    fail(pool);
    assertThat(pool.nextServer()).isNull();
    assertThat(next(pool)).isEqualTo(ONE);
  }

  @Test
  void firstConnectPeeksAtTheServerThatItTakes() {
    BrokerServerPool pool = pool(0, ONE);
    assertThat(String.valueOf(pool.peekNextServer())).isEqualTo(ONE);
    fail(pool);
    assertThat(pool.peekNextServer()).isNull();
  }

  @Test
  void leadsNowhereOnceTheBrokerIsClosed() {
    BrokerServerPool pool = pool(60, ONE);
    assertThat(next(pool)).isEqualTo(ONE);
    open.set(false);
    assertThat(pool.nextServer()).isNull();
    assertThat(pool.peekNextServer()).isNull();
  }

  private static void fail(BrokerServerPool pool) {
    NatsUri server = pool.nextServer();
    assertThat(server).isNotNull();
    pool.connectFailed(Objects.requireNonNull(server));
  }
}
