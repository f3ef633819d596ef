package dev.ecommercestack.operator.manager.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.component.LagAutoscaling;
import dev.ecommercestack.operator.api.v1alpha1.component.LagTarget;
import dev.ecommercestack.operator.api.v1alpha1.component.ScalingMode;
import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.History;
import dev.ecommercestack.operator.scaling.Measurement;
import dev.ecommercestack.operator.scaling.Observation;
import dev.ecommercestack.operator.scaling.Replicas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComponentScalingTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final LagAutoscaling AUTO =
      new LagAutoscaling(ScalingMode.Auto, 1, 6, LagTarget.DEFAULT, null);

  private final ComponentScaling scaling = new ComponentScaling(History.NONE);
  private final List<Integer> writes = new ArrayList<>();
  private int looks;

  @Test
  void remembersAChangeThatWasWritten() {
    var scaled = tickUntilDecided(true);
    assertThat(scaled.decision().desired()).isEqualTo(6);
    assertThat(writes).containsExactly(6);
    assertThat(scaling.history().lastScaleTime()).isPresent();
  }

  @Test
  void forgetsAChangeThatWasNotWrittenAndDecidesItAgain() {
    var refused = tickUntilDecided(false);
    assertThat(refused.scaled()).isFalse();
    assertThat(scaling.history().lastScaleTime()).isEmpty();
    var again = tick(100, true);
    assertThat(again.scaled()).isTrue();
    assertThat(writes).endsWith(6, 6);
  }

  @Test
  void repeatsAWriteThatTheClusterDoesNotShowYetWithoutCountingItTwice() {
    tickUntilDecided(true);
    var again = tick(looks, true);
    assertThat(again.decision().desired()).isEqualTo(6);
    assertThat(again.scaled()).isFalse();
  }

  private ComponentScaling.Result tickUntilDecided(boolean writable) {
    for (var look = 0; ; look++) {
      var result = tick(look, writable);
      if (result.decision().action()) {
        return result;
      }
      assertThat(look).isLessThan(20);
    }
  }

  private ComponentScaling.Result tick(int look, boolean writable) {
    looks = look + 1;
    var at = START.plusSeconds(5L * look);
    var backlog = new Backlog.Rabbitmq(5000, 10, 10, new Backlog.Flow.Counter(5010));
    return scaling.tick(
        Observation.of(at, Replicas.steady(1), Measurement.known(backlog, at)),
        AUTO,
        replicas -> {
          writes.add(replicas);
          return writable;
        });
  }
}
