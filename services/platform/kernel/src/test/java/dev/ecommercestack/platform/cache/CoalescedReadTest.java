package dev.ecommercestack.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoalescedReadTest {
  private static final int CALLERS = 50;

  private final AtomicInteger readings = new AtomicInteger();
  private final CountDownLatch first = new CountDownLatch(1);

  /** Reads slowly the first time, so that all others have asked meanwhile. */
  private int slowly() {
    int reading = readings.incrementAndGet();
    if (reading == 1) {
      try {
        first.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return reading;
  }

  private List<Future<Integer>> askAtOnce(Callable<Integer> question) {
    List<Future<Integer>> answers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    try (var executor =
        Executors.newThreadPerTaskExecutor(
            task -> {
              Thread thread = Thread.ofPlatform().unstarted(task);
              threads.add(thread);
              return thread;
            })) {
      for (int i = 0; i < CALLERS; i++) {
        answers.add(executor.submit(question));
      }
      await().until(() -> threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
      first.countDown();
    }
    return answers;
  }

  @Test
  void sharesReadAmongConcurrentCallers() throws Exception {
    CoalescedRead<Integer> read = new CoalescedRead<>(this::slowly);
    for (Future<Integer> answer : askAtOnce(read::now)) {
      assertThat(answer.get()).isBetween(1, 2);
    }
    assertThat(readings).hasValueLessThanOrEqualTo(2);
    assertThat(read.within(Duration.ofHours(1))).isEqualTo(readings.get());
    assertThat(read.now()).isEqualTo(readings.get());
  }

  @Test
  void sharesFailureAmongConcurrentCallersAndReadsAgainForNext() {
    CoalescedRead<Integer> read =
        new CoalescedRead<>(
            () -> {
              int reading = slowly();
              if (reading <= 2) {
                throw new IllegalStateException("away");
              }
              return reading;
            });
    assertThat(askAtOnce(() -> read.within(Duration.ofMinutes(1))))
        .allSatisfy(
            answer -> assertThatThrownBy(answer::get).isInstanceOf(ExecutionException.class));
    assertThat(readings).as("one was under way, one was for all who had asked then").hasValue(2);
    assertThat(read.within(Duration.ofMinutes(1))).isEqualTo(3);
  }
}
