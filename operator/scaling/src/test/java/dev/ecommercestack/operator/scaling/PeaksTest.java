package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeaksTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Instant AT = Looks.START;

  @Test
  void rememberTheLargestCountOfTheWindow() {
    Peaks peaks = Peaks.NONE.add(AT, 3, WINDOW).add(AT.plusSeconds(10), 9, WINDOW);
    for (int second = 20; second <= 310; second += 5) {
      peaks = peaks.add(AT.plusSeconds(second), 2, WINDOW);
      assertThat(peaks.max()).as("after %s s", second).isEqualTo(9);
    }
    for (int second = 315; second <= 345; second += 5) {
      peaks = peaks.add(AT.plusSeconds(second), 2, WINDOW);
    }
    assertThat(peaks.max()).isEqualTo(2);
  }

  @Test
  void aLaterPeakWithinTheSamePartCounts() {
    Peaks peaks = Peaks.NONE.add(AT, 1, WINDOW).add(AT.plusSeconds(29), 5, WINDOW);
    assertThat(peaks.peaks()).hasSize(1);
    assertThat(peaks.max()).isEqualTo(5);
    assertThat(peaks.add(AT.plusSeconds(30), 1, WINDOW).peaks()).hasSize(2);
  }

  @Test
  void areBoundedHoweverOftenSomeoneLooks() {
    Peaks peaks = Peaks.NONE;
    for (int i = 0; i < 10_000; i++) {
      peaks = peaks.add(AT.plusMillis(i * 300L), i % 7, WINDOW);
      assertThat(peaks.peaks()).hasSizeLessThanOrEqualTo(12);
    }
  }

  @Test
  void afterATimeInWhichNobodyLookedTheWindowBeginsAnew() {
    Peaks peaks = Peaks.NONE.add(AT, 1, WINDOW).add(AT.plusSeconds(280), 1, WINDOW);
    assertThat(peaks.cover(AT.plusSeconds(320), WINDOW)).isFalse();
    Peaks seen = Peaks.NONE;
    for (int second = 0; second <= 300; second += 60) {
      seen = seen.add(AT.plusSeconds(second), 1, WINDOW);
    }
    assertThat(seen.cover(AT.plusSeconds(300), WINDOW)).isTrue();
    assertThat(seen.add(AT.plusSeconds(390), 1, WINDOW).cover(AT.plusSeconds(390), WINDOW))
        .as("30 s of the last part and 60 more")
        .isTrue();
    Peaks later = seen.add(AT.plusSeconds(391), 1, WINDOW);
    assertThat(later.cover(AT.plusSeconds(690), WINDOW)).isFalse();
    assertThat(later.cover(AT.plusSeconds(691), WINDOW)).isTrue();
  }

  @Test
  void coverAWindowOnlyWhenTheyAreAsOld() {
    Peaks peaks = Peaks.NONE.add(AT, 1, WINDOW);
    assertThat(Peaks.NONE.cover(AT, WINDOW)).isFalse();
    assertThat(peaks.cover(AT.plusSeconds(299), WINDOW)).isFalse();
    assertThat(peaks.cover(AT.plusSeconds(300), WINDOW)).isTrue();
  }
}
