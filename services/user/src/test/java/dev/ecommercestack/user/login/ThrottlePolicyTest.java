package dev.ecommercestack.user.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.user.login.ThrottlePolicy.Decision;
import dev.ecommercestack.user.login.ThrottlePolicy.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThrottlePolicyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MAX = Duration.ofMinutes(15);
  private final ThrottlePolicy policy =
      new ThrottlePolicy(3, Duration.ofSeconds(1), MAX, Duration.ofHours(24));

  private State failures(int count) {
    State state = null;
    Instant now = START;
    for (int i = 0; i < count; i++) {
      now = state == null ? now : state.blockedUntil();
      state = admitted(state, now);
    }
    return java.util.Objects.requireNonNull(state);
  }

  private State admitted(@Nullable State known, Instant now) {
    assertThat(policy.attempt(known, now)).isInstanceOf(Decision.Admitted.class);
    return ((Decision.Admitted) policy.attempt(known, now)).next();
  }

  private static Duration delay(State state) {
    return Duration.between(state.lastAttemptAt(), state.blockedUntil());
  }

  @Test
  void firstFailuresAreFreeAndThenTheDelayDoubles() {
    assertThat(delay(failures(3))).isZero();
    assertThat(delay(failures(4))).isEqualTo(Duration.ofSeconds(1));
    assertThat(delay(failures(5))).isEqualTo(Duration.ofSeconds(2));
    assertThat(delay(failures(8))).isEqualTo(Duration.ofSeconds(16));
    assertThat(delay(failures(100))).isEqualTo(MAX);
  }

  @Test
  void saysHowLongToWait() {
    State state = failures(8);
    assertThat(policy.attempt(state, state.lastAttemptAt().plusSeconds(6)))
        .isEqualTo(new Decision.Throttled(Duration.ofSeconds(10)));
  }

  @Test
  void forgetsAfterAQuietDay() {
    State state = failures(50);
    Instant later = state.lastAttemptAt().plus(Duration.ofHours(25));
    assertThat(admitted(state, later).attempts()).isEqualTo(1);
  }

  @Property
  void nobodyGuessesFasterThanThePolicySays(
      @ForAll @Size(max = 400) List<@IntRange(max = 1200) Integer> pauses) {
    State state = null;
    Instant now = START;
    int admitted = 0;
    for (int pause : pauses) {
      now = now.plusSeconds(pause);
      switch (policy.attempt(state, now)) {
        case Decision.Admitted next -> {
          state = next.next();
          admitted++;
        }
        case Decision.Throttled refused -> {
          assertThat(refused.delay()).isPositive().isLessThanOrEqualTo(MAX);
          assertThat(policy.attempt(state, now.plus(refused.delay())))
              .isInstanceOf(Decision.Admitted.class);
        }
      }
    }
    // Three free ones, ten while the delay doubles up to the maximum, then one for each maximal
    // delay.
    long seconds = Duration.between(START, now).toSeconds();
    assertThat(admitted).isLessThanOrEqualTo((int) (3 + 11 + seconds / MAX.toSeconds() + 1));
  }
}
