package dev.jetharness.inmemory.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutboundTest {
  private final AtomicInteger cuts = new AtomicInteger();
  private final Outbound outbound = new Outbound(cuts::incrementAndGet);

  private void write(int count) {
    outbound.write(new byte[count], 0, count);
    outbound.publish();
  }

  private int read(int length) {
    return outbound.read(new byte[length], 0, length);
  }

  @Test
  void readsAllThatIsThereUpToTheLength() {
    write(10);
    write(20);
    assertThat(read(25)).isEqualTo(25);
    assertThat(outbound.pending()).isEqualTo(5);
    assertThat(read(25)).isEqualTo(5);
  }

  @Test
  void keepsBytesInOrderAcrossThreadsAndChunks() throws InterruptedException {
    Random random = new Random(7);
    int total = 5_000_000;
    AtomicReference<String> fault = new AtomicReference<>("");
    Thread reader =
        new Thread(
            () -> {
              byte[] target = new byte[10_000];
              int seen = 0;
              for (int n = outbound.read(target, 3, 9_000);
                  n >= 0;
                  n = outbound.read(target, 3, 9_000)) {
                for (int i = 0; i < n; i++) {
                  if (target[3 + i] != (byte) (seen++ * 31)) {
                    fault.set("wrong byte at " + seen);
                  }
                }
              }
              if (seen != total) {
                fault.set("read " + seen);
              }
            });
    reader.start();
    int written = 0;
    while (written < total) {
      byte[] piece = new byte[Math.min(total - written, 1 + random.nextInt(3_000))];
      for (int i = 0; i < piece.length; i++) {
        piece[i] = (byte) (written++ * 31);
      }
      outbound.write(piece, 0, piece.length);
      if (random.nextInt(3) == 0) {
        outbound.publish();
      }
    }
    outbound.publish();
    outbound.finish();
    reader.join();
    assertThat(fault.get()).isEmpty();
  }

  @Test
  void endsAfterTheLastByteWhenFinished() {
    write(3);
    outbound.finish();
    write(4);
    assertThat(read(10)).isEqualTo(3);
    assertThat(read(10)).isEqualTo(-1);
    assertThat(cuts).hasValue(0);
  }

  @Test
  void endsAtOnceWhenCut() {
    write(3);
    outbound.cut();
    outbound.cut();
    assertThat(read(10)).isEqualTo(-1);
    assertThat(cuts).hasValue(1);
  }

  @Test
  void wakesAWaitingReaderWhenCut() throws InterruptedException {
    AtomicInteger result = new AtomicInteger();
    Thread reader = new Thread(() -> result.set(read(10)));
    reader.start();
    awaitState(reader, Thread.State.WAITING);
    outbound.cut();
    reader.join();
    assertThat(result).hasValue(-1);
  }

  @Test
  void goesOnReadingWhenInterruptedAndKeepsTheInterrupt() throws InterruptedException {
    AtomicReference<String> result = new AtomicReference<>("");
    Thread reader =
        new Thread(() -> result.set(read(10) + " " + Thread.currentThread().isInterrupted()));
    reader.start();
    awaitState(reader, Thread.State.WAITING);
    reader.interrupt();
    write(2);
    reader.join();
    assertThat(result).hasValue("2 true");
  }

  @Test
  void tellsOnceWhenEnoughHasBeenRead() {
    AtomicInteger drained = new AtomicInteger();
    write(100);
    assertThat(outbound.exceeds(50)).isTrue();
    assertThat(outbound.whenBelow(50, drained::incrementAndGet)).isTrue();
    read(40);
    assertThat(drained).hasValue(0);
    read(20);
    assertThat(drained).hasValue(1);
    read(20);
    assertThat(drained).hasValue(1);
    assertThat(outbound.exceeds(50)).isFalse();
  }

  @Test
  void tellsNobodyWhenLittleIsPendingAnyway() {
    AtomicInteger drained = new AtomicInteger();
    write(10);
    assertThat(outbound.whenBelow(50, drained::incrementAndGet)).isFalse();
    read(10);
    assertThat(drained).hasValue(0);
  }

  @Test
  void letsAWriterWaitForTheReader() throws InterruptedException {
    write(100);
    CountDownLatch released = new CountDownLatch(1);
    Thread writer =
        new Thread(
            () -> {
              outbound.awaitBelow(50, Duration.ofMinutes(5).toNanos());
              released.countDown();
            });
    writer.start();
    awaitState(writer, Thread.State.TIMED_WAITING);
    read(60);
    writer.join();
    assertThat(released.getCount()).isZero();
  }

  @Test
  void waitsNoLongerThanAllowed() {
    write(100);
    outbound.awaitBelow(50, 1);
    assertThat(outbound.pending()).isEqualTo(100);
  }

  private static void awaitState(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      Thread.onSpinWait();
    }
  }
}
