package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What added pods bring is believed when it can be no chance. */
class TrialTest {
  @Test
  void manyMessagesShowItInTwentySeconds() {
    Trial trial = new Trial(200, 4, 6, 0, 0);
    assertThat(trial.add(300 * 15, 15).over()).isFalse();
    Trial longer = trial.add(300 * 20, 20);
    assertThat(longer.over()).isTrue();
    assertThat(longer.share()).isCloseTo(1, within(1e-9));
  }

  @Test
  void jobsOfAMinuteTakeAsLongAsTheirGainIsChance() {
    Trial trial = new Trial(4 / 60.0, 4, 12, 0, 0);
    assertThat(trial.add(4, 20).over()).as("of 4 messages some are late by chance").isFalse();
    assertThat(trial.add(20, 102).over()).isTrue();
  }

  @Test
  void theFewerAreAddedTheLongerItTakes() {
    assertThat(new Trial(10, 10, 11, 0, 0).add(20 * 10, 20).over()).isFalse();
    assertThat(new Trial(10, 10, 11, 0, 0).add(100 * 10, 100).over()).isTrue();
  }
}
