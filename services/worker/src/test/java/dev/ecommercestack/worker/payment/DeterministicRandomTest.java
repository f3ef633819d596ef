package dev.ecommercestack.worker.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.ecommercestack.platform.id.Uuid7;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeterministicRandomTest {
  @Test
  void matchesRateOverManyPayments() {
    double part =
        Stream.generate(Uuid7::next)
            .limit(20_000)
            .mapToInt(id -> DeterministicRandom.of(id, "decline") < 0.1 ? 1 : 0)
            .average()
            .orElseThrow();
    assertThat(part).isCloseTo(0.1, within(0.02));
  }

  @Test
  void dependsOnPaymentAndPurposeOnly() {
    UUID payment = Uuid7.next();
    assertThat(DeterministicRandom.of(payment, "decline"))
        .isEqualTo(DeterministicRandom.of(payment, "decline"))
        .isNotEqualTo(DeterministicRandom.of(payment, "lose"));
  }

  @Test
  void rejectsImpossibleSettings() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SimulatorSettings(Duration.ZERO, 1.1, 0, 0))
        .withMessageContaining("decline-rate is 1.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SimulatorSettings(Duration.ZERO, 0, Double.NaN, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SimulatorSettings(Duration.ZERO, 0, 0, -0.1))
        .withMessageContaining("lost-request-rate is -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SimulatorSettings(Duration.ofMinutes(2), 0, 0, 0))
        .withMessageContaining("latency");
  }
}
