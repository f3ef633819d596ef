package dev.ecommercestack.testing.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwnThreadsOnlyTest {
  @Test
  void whatAnotherThreadThrowsFailsNoTestThatWaits() {
    Thread other =
        new Thread(
            () -> {
              throw new IllegalStateException("thrown by the test");
            });
    other.setUncaughtExceptionHandler(null);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              if (other.getState() == Thread.State.NEW) {
                other.start();
              }
              return !other.isAlive();
            });
    assertThat(other.isAlive()).isFalse();
  }
}
