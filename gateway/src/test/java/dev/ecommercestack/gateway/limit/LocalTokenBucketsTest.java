package dev.ecommercestack.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.gateway.limit.RateLimitSettings.Rate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalTokenBucketsTest {
  private static final Rate RATE = new Rate(60, 3);

  // System.nanoTime may be negative.
  private final AtomicLong now = new AtomicLong(-Duration.ofMinutes(1).toNanos());
  private final LocalTokenBuckets buckets = new LocalTokenBuckets(now::get);

  @Test
  void letsBurstThroughAndThenTheRate() {
    assertThat(IntStream.range(0, 3).mapToObj(_ -> buckets.take("a", RATE)))
        .containsOnly(Duration.ZERO);
    assertThat(buckets.take("a", RATE)).isEqualTo(Duration.ofSeconds(1));
    assertThat(buckets.take("b", RATE)).as("another key").isEqualTo(Duration.ZERO);

    pass(Duration.ofMillis(400));
    assertThat(buckets.take("a", RATE)).isEqualTo(Duration.ofMillis(600));
    pass(Duration.ofMillis(600));
    assertThat(buckets.take("a", RATE)).isEqualTo(Duration.ZERO);
    assertThat(buckets.take("a", RATE)).isPositive();

    pass(Duration.ofHours(1));
    assertThat(IntStream.range(0, 4).mapToObj(_ -> buckets.take("a", RATE)))
        .as("a bucket holds no more than the burst")
        .containsExactly(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));
  }

  @Test
  void tellsWaitTimeWithoutTaking() {
    for (int i = 0; i < 3; i++) {
      assertThat(buckets.waitTime("a", RATE)).isEqualTo(Duration.ZERO);
      buckets.take("a", RATE);
    }
    assertThat(buckets.waitTime("a", RATE)).isEqualTo(Duration.ofSeconds(1));
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
