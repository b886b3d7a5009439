package dev.jetharness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jetharness.BrokerFailedException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AccountPoolTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final AccountPool pool = new AccountPool(new TwoAccounts());

  @Test
  void lendsTheAccountThatRestedLongest() {
    AccountKeeper first = pool.take(Duration.ZERO);
    pool.giveBack(first);
    AccountKeeper second = pool.take(Duration.ZERO);
    assertThat(second).isNotSameAs(first);
    assertThat(pool.take(Duration.ZERO)).isSameAs(first);
  }

  @Test
  void saysThatAllAreLeased() {
    pool.take(Duration.ZERO);
    pool.take(Duration.ZERO);
    assertThatExceptionOfType(BrokerFailedException.class)
        .isThrownBy(() -> pool.take(Duration.ZERO))
        .withMessageContaining("all 2 accounts of the server are leased")
        .withMessageContaining("close brokers");
  }

  @Test
  void waitsForAnAccountToComeBack() {
    AccountKeeper first = pool.take(Duration.ZERO);
    pool.take(Duration.ZERO);
    CompletableFuture<AccountKeeper> third = CompletableFuture.supplyAsync(() -> pool.take(LONG));
    pool.giveBack(first);
    assertThat(third.join()).isSameAs(first);
  }

  /** A server that is not asked for anything. */
  private static final class TwoAccounts implements RunningServer {
    private final List<ServerAccount> accounts = ServerAccount.generate(2);

    @Override
    public List<InetSocketAddress> addresses() {
      return List.of();
    }

    @Override
    public List<ServerAccount> accounts() {
      return accounts;
    }

    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public String report() {
      return "";
    }

    @Override
    public void close() {}
  }
}
