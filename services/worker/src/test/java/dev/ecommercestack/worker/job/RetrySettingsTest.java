package dev.ecommercestack.worker.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ecommercestack.worker.WorkerSettings;
import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetrySettingsTest {
  private static WorkerSettings.RetrySettings retry(int first, int longest, int failures) {
    return new WorkerSettings.RetrySettings(
        Duration.ofSeconds(first), Duration.ofSeconds(longest), failures, Duration.ofSeconds(1));
  }

  @Test
  void doublesDelayUpToLongest() {
    assertThat(IntStream.rangeClosed(1, 6).mapToObj(retry(5, 60, 12)::delay))
        .extracting(Duration::toSeconds)
        .containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
  }

  @Property
  void delayNeverShrinksNorLeavesItsBounds(
      @ForAll @IntRange(min = 1, max = 100) int first,
      @ForAll @IntRange(min = 0, max = 100_000) int more,
      @ForAll @IntRange(min = 1, max = 10_000) int failure) {
    WorkerSettings.RetrySettings retry = retry(first, first + more, 12);
    assertThat(retry.delay(failure)).isBetween(retry.firstDelay(), retry.longestDelay());
    assertThat(retry.delay(failure + 1)).isGreaterThanOrEqualTo(retry.delay(failure));
  }

  @Test
  void rejectsSettingsWithoutAnyAttempt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> retry(5, 60, 0))
        .withMessageContaining("worker.retry.failures");
    assertThatIllegalArgumentException().isThrownBy(() -> retry(0, 60, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> retry(61, 60, 1));
  }
}
