package dev.ecommercestack.platform.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryingDeliveryTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");

  private static final Duration LONGEST = Duration.ofMinutes(27);

  private static Duration patienceAfter(Duration work) {
    return Duration.between(BEGIN, RetryingDelivery.deadline(BEGIN, BEGIN.plus(work), LONGEST));
  }

  @Test
  void aJobThatRanLongBeforeItsFirstFailureHasPatienceLeft() {
    assertThat(patienceAfter(Duration.ofMinutes(12))).isEqualTo(Duration.ofMinutes(22));
  }

  @Test
  void aMessageIsHandedBackBeforeTheBrokerTakesIt() {
    assertThat(patienceAfter(Duration.ZERO)).isEqualTo(Duration.ofMinutes(10));
    assertThat(patienceAfter(Duration.ofMinutes(23))).isLessThan(Duration.ofMinutes(25));
    assertThat(patienceAfter(Duration.ofHours(1))).isLessThan(Duration.ofMinutes(25));
  }
}
