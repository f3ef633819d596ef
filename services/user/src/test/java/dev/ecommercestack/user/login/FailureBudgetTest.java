package dev.ecommercestack.user.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.user.login.ThrottlePolicy.Decision;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailureBudgetTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration REFILL = Duration.ofMinutes(15);
  private final FailureBudget budget = new FailureBudget(100, REFILL);

  private Instant failures(@Nullable Instant forgottenAt, int count, Instant now) {
    Instant next = forgottenAt == null ? now : forgottenAt;
    for (int i = 0; i < count; i++) {
      assertThat(budget.waitTime(next, now)).as("attempt %d", i).isEmpty();
      next = budget.afterFailure(next, now);
    }
    return next;
  }

  @Test
  void admitsSoManyFailuresAtOnceAndThenOnePerRefill() {
    assertThat(budget.waitTime(null, START)).isEmpty();
    Instant spent = failures(null, 100, START);
    assertThat(budget.waitTime(spent, START)).contains(REFILL);
    assertThat(budget.waitTime(spent, START.plusSeconds(600))).contains(Duration.ofSeconds(300));
    Instant later = START.plus(REFILL);
    assertThat(budget.waitTime(failures(spent, 1, later), later)).contains(REFILL);
  }

  @Test
  void waitTimeIsAtLeastOneSecond() {
    Instant spent = failures(null, 100, START);
    assertThat(budget.waitTime(spent, START.plus(REFILL).minusMillis(1)))
        .contains(Duration.ofSeconds(1));
  }

  @Test
  void forgetsAllInTheEnd() {
    Instant spent = failures(null, 100, START);
    failures(spent, 100, START.plus(REFILL.multipliedBy(100)));
    failures(spent, 100, START.plus(Duration.ofDays(365)));
  }

  @Test
  void attackFromOneNetworkUsesUpNoAccountsBudget() {
    ThrottlePolicy delays =
        new ThrottlePolicy(10, Duration.ofSeconds(1), REFILL, Duration.ofHours(24));
    ThrottlePolicy.State state = null;
    Instant forgottenAt = null;
    Instant now = START;
    // Six weeks at the highest rate that the delays allow.
    for (int i = 0; i < 9_000; i++) {
      switch (delays.attempt(state, now)) {
        case Decision.Admitted(ThrottlePolicy.State next) -> {
          assertThat(budget.waitTime(forgottenAt, now)).isEmpty();
          forgottenAt = budget.afterFailure(forgottenAt, now);
          state = next;
        }
        case Decision.Throttled(Duration wait) -> now = now.plus(wait);
      }
    }
    assertThat(now).isAfter(START.plus(Duration.ofDays(40)));
    assertThat(Duration.between(now, forgottenAt)).isLessThan(REFILL.multipliedBy(25));
  }

  @Test
  void networkOfACarrierNeverUsesUpItsBudget() {
    FailureBudget network = new FailureBudget(600, Duration.ofSeconds(6));
    Instant forgottenAt = null;
    // README: 328 failures of unknown devices in an hour; here evenly for a week, and all at once.
    for (int i = 0; i < 328 * 24 * 7; i++) {
      Instant now = START.plusMillis(i * 3_600_000L / 328);
      assertThat(network.waitTime(forgottenAt, now)).isEmpty();
      forgottenAt = network.afterFailure(forgottenAt, now);
    }
    forgottenAt = null;
    for (int i = 0; i < 328; i++) {
      assertThat(network.waitTime(forgottenAt, START)).isEmpty();
      forgottenAt = network.afterFailure(forgottenAt, START);
    }
  }
}
