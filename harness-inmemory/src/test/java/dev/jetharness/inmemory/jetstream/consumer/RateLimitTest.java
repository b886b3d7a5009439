package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void beginsFull() {
    RateLimit limit = new RateLimit(80, 100, 7);
    assertThat(limit.take(60, 7)).isZero();
    assertThat(limit.take(40, 7)).isZero();
    assertThat(limit.take(5, 7)).isEqualTo(SECOND / 2);
  }

  @Test
  void fillsWithTimeAndNeverOverflows() {
    RateLimit limit = new RateLimit(80, 100, 0);
    assertThat(limit.take(100, 0)).isZero();
    assertThat(limit.take(20, 2 * SECOND)).isZero();
    assertThat(limit.take(100, 100 * SECOND)).isZero();
    assertThat(limit.take(10, 100 * SECOND)).isEqualTo(SECOND);
  }

  @Test
  void owesWhatWasTakenTooMuch() {
    RateLimit limit = new RateLimit(80, 100, 0);
    assertThat(limit.take(100, 0)).isZero();
    assertThat(limit.take(30, 0)).isEqualTo(3 * SECOND);
    assertThat(limit.take(10, SECOND)).isEqualTo(3 * SECOND);
  }

  @Test
  void neverHasEnoughForWhatDoesNotFit() {
    RateLimit limit = new RateLimit(80, 100, 0);
    assertThat(limit.take(101, 0)).isEqualTo(Hold.FOREVER);
    assertThat(limit.take(100, 0)).isZero();
  }

  @Test
  void neverFillsWithLessThanAByteASecond() {
    RateLimit limit = new RateLimit(7, 100, 0);
    assertThat(limit.take(60, 0)).isZero();
    assertThat(limit.take(60, 999 * SECOND)).isEqualTo(Hold.FOREVER);
  }

  @Test
  void readsTheRateAsUnsigned() {
    RateLimit limit = new RateLimit(-1, 100, 0);
    assertThat(limit.take(100, 0)).isZero();
    assertThat(limit.take(100, 0)).isZero();
  }
}
