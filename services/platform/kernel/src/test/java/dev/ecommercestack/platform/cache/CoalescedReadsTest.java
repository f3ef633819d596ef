package dev.ecommercestack.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoalescedReadsTest {
  private final CoalescedReads coalesced = new CoalescedReads();

  @Test
  void oneReadsForAllWhoAskMeanwhile() throws Exception {
    AtomicInteger reads = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first =
          callers.submit(
              () ->
                  coalesced.read(
                      "key",
                      () -> {
                        begun.countDown();
                        uninterruptibly(asked);
                        return reads.incrementAndGet();
                      }));
      begun.await();
      List<Future<Integer>> others = new ArrayList<>();
      CountDownLatch arrived = new CountDownLatch(100);
      for (int i = 0; i < 100; i++) {
        others.add(
            callers.submit(
                () -> {
                  arrived.countDown();
                  return coalesced.read("key", reads::incrementAndGet);
                }));
      }
      arrived.await();
      asked.countDown();
      assertThat(first.get()).isEqualTo(1);
      for (Future<Integer> other : others) {
        // Who was late enough to ask anew read something newer, never something else.
        assertThat(other.get()).isBetween(1, reads.get());
      }
    }
  }

  @Test
  void aFailureIsEverybodysAndForgotten() {
    assertThatThrownBy(
            () ->
                coalesced.read(
                    "key",
                    () -> {
                      throw new IllegalStateException("away");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(coalesced.<String>read("key", () -> "back")).isEqualTo("back");
  }

  private static void uninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
