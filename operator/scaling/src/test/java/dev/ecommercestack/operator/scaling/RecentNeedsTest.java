package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentNeedsTest {
  private static final Instant AT = Looks.START;

  @Test
  void rememberTheLargestCountSinceATime() {
    RecentNeeds needs = RecentNeeds.NONE.add(AT, 3).add(AT.plusSeconds(10), 9);
    needs = needs.add(AT.plusSeconds(20), 5);
    assertThat(needs.max(AT.plusSeconds(11))).as("a fall within 20 s is one").isZero();
    for (int second = 30; second <= 60; second += 5) {
      needs = needs.add(AT.plusSeconds(second), 2);
      assertThat(needs.max(AT)).isEqualTo(9);
      assertThat(needs.max(AT.plusSeconds(10))).isEqualTo(9);
      assertThat(needs.max(AT.plusSeconds(11))).isEqualTo(2);
    }
  }

  @Test
  void areBoundedInSizeAndTime() {
    RecentNeeds needs = RecentNeeds.NONE;
    for (int i = 0; i < 1000; i++) {
      needs = needs.add(AT.plusSeconds(5L * i), 2000 - i);
      assertThat(needs.needs()).hasSizeLessThanOrEqualTo(32);
    }
    for (int i = 0; i < 100; i++) {
      needs = needs.add(AT.plusSeconds(5000L + 5L * i), i % 7);
    }
    assertThat(needs.needs())
        .extracting(RecentNeeds.Need::pods)
        .isSortedAccordingTo((a, b) -> b - a);
  }

  @Test
  void afterATimeInWhichNobodyLookedTheTimeBeginsAnew() {
    RecentNeeds seen = RecentNeeds.NONE;
    for (int second = 0; second <= 300; second += 60) {
      seen = seen.add(AT.plusSeconds(second), 1);
    }
    Duration time = Duration.ofMinutes(5);
    assertThat(seen.cover(AT.plusSeconds(299), time)).isFalse();
    assertThat(seen.cover(AT.plusSeconds(300), time)).isTrue();
    RecentNeeds later = seen.add(AT.plusSeconds(361), 1);
    assertThat(later.cover(AT.plusSeconds(660), time)).isFalse();
    assertThat(later.cover(AT.plusSeconds(661), time)).isTrue();
    assertThat(RecentNeeds.NONE.cover(AT, time)).isFalse();
  }
}
