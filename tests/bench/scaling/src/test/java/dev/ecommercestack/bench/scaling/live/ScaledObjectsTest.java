package dev.ecommercestack.bench.scaling.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaledObjectsTest {
  @Test
  void defaultsHaveNothingButBoundsAndTriggers() {
    assertThat(ScaledObjects.of(KedaChoice.defaults()))
        .contains("queueName: jobs.payment, value: \"20\"", "lagThreshold: \"10\"")
        .contains("minReplicaCount: 1", "maxReplicaCount: 4")
        .doesNotContain("behavior");
  }

  @Test
  void tunedSettingsComeFromAGridOfAtLeastTwelveForEachLoad() {
    KedaChoice choice = KedaChoice.tuned();
    assertThat(choice.tried()).hasSize(3);
    assertThat(choice.tried().values()).allMatch(tried -> tried.size() >= 12);
    // One ScaledObject has one behavior.
    assertThat(choice.of(LiveLoad.PAYMENTS).behavior())
        .isEqualTo(choice.of(LiveLoad.IMPORTS).behavior());
  }
}
