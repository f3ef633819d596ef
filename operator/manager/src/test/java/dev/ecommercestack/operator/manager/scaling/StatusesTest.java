package dev.ecommercestack.operator.manager.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.operator.api.v1alpha1.component.ScalingMode;
import dev.ecommercestack.operator.api.v1alpha1.status.ScalingStatus;
import dev.ecommercestack.operator.scaling.Backlog;
import dev.ecommercestack.operator.scaling.History;
import dev.ecommercestack.operator.scaling.Measurement;
import dev.ecommercestack.operator.scaling.Observation;
import dev.ecommercestack.operator.scaling.Policy;
import dev.ecommercestack.operator.scaling.Replicas;
import dev.ecommercestack.operator.scaling.Scaler;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final Policy POLICY = Policy.of(1, 6, Duration.ofSeconds(60), 100);

  @Test
  void leavesOutWhatIsNotKnown() {
    var status = status(Measurement.unknown("the broker does not answer"));
    assertThat(status.lag()).isNull();
    assertThat(status.arrivalRate()).isNull();
    assertThat(status.predictedDrain()).isNull();
    assertThat(status.lastScaleTime()).isNull();
    assertThat(status.limitedBy()).isEqualTo("BrokerUnavailable");
    assertThat(status.observedAt()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void showsTheQueueThatDecides() {
    var status =
        status(
            Measurement.known(
                new Backlog.Rabbitmq(5000, 10, 10, new Backlog.Flow.Counter(5010)), NOW));
    assertThat(status.source()).isEqualTo("queue");
    assertThat(status.lag()).isEqualTo(5010);
    assertThat(status.current()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 1.5, 100, 1.5, false",
    "100, 1.5, 119, 1.6, false",
    "100, 1.5, 130, 1.5, true",
    "0, 0, 0, 0, false",
    "0, 0, 3, 0, true",
    "100, , 100, 1.5, true",
    "100, 1.5, 100, 0.9, true"
  })
  void publishesNumbersThatDifferByMoreThanAFifth(
      long lag, @Nullable String rate, long nextLag, @Nullable String nextRate, boolean notable) {
    assertThat(Statuses.differNotably(numbers(lag, rate), numbers(nextLag, nextRate)))
        .isEqualTo(notable);
  }

  private static ScalingStatus numbers(long lag, @Nullable String rate) {
    return new ScalingStatus(
        "worker", null, 1, 1, "queue", lag, rate, null, "42s", null, null, null, null);
  }

  private static ScalingStatus status(Measurement<Backlog> backlog) {
    var decision =
        Scaler.decide(Observation.of(NOW, Replicas.steady(1), backlog), POLICY, History.NONE);
    return Statuses.of("worker", ScalingMode.Auto, 1, decision, History.NONE, NOW);
  }
}
