package dev.ecommercestack.operator.manager.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Problems problems = new Problems();

  @Test
  void saysSinceWhenAProblemLastsAndForgetsItWhenItIsOver() {
    look(0, () -> problems.add("BrokerUnavailable", "No answer."));
    look(300, () -> problems.add("BrokerUnavailable", "No answer for long."));
    assertThat(problems.worst())
        .isEqualTo(
            new Problems.Cause(
                "BrokerUnavailable", "No answer for long. (since 2026-01-01T00:00:00Z)"));
    look(305, () -> {});
    assertThat(problems.worst()).isNull();
    look(310, () -> problems.add("BrokerUnavailable", "No answer."));
    assertThat(Objects.requireNonNull(problems.worst()).message())
        .endsWith("(since 2026-01-01T00:05:10Z)");
  }

  @Test
  void reportsWhatIsOftenMissingAtAStartOnlyAfterAMinute() {
    look(0, () -> problems.addIfLasting("MetricsUnavailable", "No sample."));
    assertThat(problems.worst()).isNull();
    look(60, () -> problems.addIfLasting("MetricsUnavailable", "No sample."));
    assertThat(problems.worst()).isNotNull();
  }

  private void look(int second, Runnable add) {
    problems.begin(START.plusSeconds(second));
    add.run();
    problems.end();
  }
}
