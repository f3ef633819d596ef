package dev.ecommercestack.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.user.session.TokenState.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenStateTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LEEWAY = Duration.ofSeconds(10);
  private static final Instant PAST = NOW.minusSeconds(11);
  private static final Instant FUTURE = NOW.plusSeconds(1);

  private static Verdict judge(
      Instant expiresAt,
      @Nullable Instant usedAt,
      Instant sessionExpiresAt,
      @Nullable Instant endedAt) {
    return new TokenState(
            new UUID(0, 1), new UUID(0, 2), expiresAt, usedAt, sessionExpiresAt, endedAt)
        .judge(NOW, LEEWAY);
  }

  @Test
  void anUnusedTokenOfALivingSessionRotates() {
    assertThat(judge(FUTURE, null, FUTURE, null)).isEqualTo(Verdict.ROTATE);
  }

  @Test
  void aUsedTokenBetraysATheft() {
    assertThat(judge(FUTURE, PAST, FUTURE, null)).isEqualTo(Verdict.REUSE);
    assertThat(judge(PAST, PAST, FUTURE, null)).isEqualTo(Verdict.REUSE);
  }

  @Test
  void aTokenUsedAMomentAgoMayBeItsOwnersOtherTab() {
    assertThat(judge(FUTURE, NOW, FUTURE, null)).isEqualTo(Verdict.REPEAT);
    assertThat(judge(FUTURE, NOW.minusSeconds(10).plusNanos(1), FUTURE, null))
        .isEqualTo(Verdict.REPEAT);
    assertThat(judge(FUTURE, NOW.minusSeconds(10), FUTURE, null)).isEqualTo(Verdict.REUSE);
    // Another instance's clock may be ahead.
    assertThat(judge(FUTURE, FUTURE, FUTURE, null)).isEqualTo(Verdict.REPEAT);
    assertThat(judge(FUTURE, NOW, NOW, null)).isEqualTo(Verdict.REFUSE);
    assertThat(judge(FUTURE, NOW, FUTURE, PAST)).isEqualTo(Verdict.REFUSE);
  }

  @Test
  void aSuccessorNeedsTheTokenAndTheSalt() {
    RefreshToken token = token();
    byte[] salt = RefreshToken.randomBytes();
    String successor = token.successor(salt);
    assertThat(successor).isEqualTo(token.successor(salt)).isNotEqualTo(token.value());
    assertThat(successor).hasSize(43).matches("[A-Za-z0-9_-]+");
    assertThat(successor).isNotEqualTo(token.successor(RefreshToken.randomBytes()));
    assertThat(successor).isNotEqualTo(token().successor(salt));
  }

  @Test
  void nothingHappensWithWhatIsOver() {
    assertThat(judge(PAST, null, FUTURE, null)).isEqualTo(Verdict.REFUSE);
    assertThat(judge(NOW, null, FUTURE, null)).isEqualTo(Verdict.REFUSE);
    assertThat(judge(FUTURE, null, NOW, null)).isEqualTo(Verdict.REFUSE);
    assertThat(judge(FUTURE, null, FUTURE, PAST)).isEqualTo(Verdict.REFUSE);
    assertThat(judge(FUTURE, PAST, FUTURE, PAST)).isEqualTo(Verdict.REFUSE);
  }

  @Test
  void refreshTokensAreUnlikeEachOtherAndStayOutOfLogs() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      RefreshToken token = token();
      assertThat(token.value()).hasSize(43).matches("[A-Za-z0-9_-]+");
      assertThat(token.toString()).doesNotContain(token.value());
      assertThat(token.hash()).hasSize(32);
      assertThat(seen.add(token.value())).isTrue();
    }
  }

  private static RefreshToken token() {
    return new RefreshToken(RefreshToken.encode(RefreshToken.randomBytes()));
  }
}
