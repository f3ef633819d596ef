package dev.ecommercestack.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What added pods bring is believed when it can be no chance. */
class AddedPodsTest {
  @Test
  void manyMessagesShowItInTenSeconds() {
    AddedPods pods = new AddedPods(4, 0, 0, 0);
    assertThat(pods.add(300 * 9, 9, 50).over(6)).isFalse();
    AddedPods longer = pods.add(300 * 10, 10, 50);
    assertThat(longer.over(6)).isTrue();
    assertThat(longer.limit(6, Looks.START)).as("all that they should bring").isNull();
  }

  @Test
  void jobsOfAMinuteTakeAsLongAsTheirGainIsChance() {
    AddedPods pods = new AddedPods(4, 0, 0, 0);
    assertThat(pods.add(4, 20, 1 / 60.0).over(12)).as("some are late by chance").isFalse();
    assertThat(pods.add(20, 102, 1 / 60.0).over(12)).isTrue();
  }

  @Test
  void theFewerAreAddedTheLongerItTakes() {
    AddedPods pods = new AddedPods(10, 0, 0, 0);
    assertThat(pods.add(20 * 10, 20, 1).over(11)).isFalse();
    assertThat(pods.add(100 * 10, 100, 1).over(11)).isTrue();
  }

  @Test
  void lessThanAThirdOfTheGainIsALimit() {
    AddedPods pods = new AddedPods(2, 0, 0, 0);
    assertThat(pods.add(160 * 10, 10, 50).limit(6, Looks.START)).as("60 of 200 more").isNull();
    assertThat(pods.add(150 * 10, 10, 50).limit(6, Looks.START))
        .as("50 of 200 more")
        .isEqualTo(new DownstreamLimit(6, 150, 0.25, Looks.START));
  }
}
