package dev.ecommercestack.user.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class Argon2StartTest {
  private static final Instant INSTALLED = Instant.parse("2026-12-01T08:00:00Z");

  @Test
  void migrationsWithoutBreakAreNewInstallation() {
    assertThat(Argon2Start.of(INSTALLED, INSTALLED.plusSeconds(5))).isEqualTo(Instant.EPOCH);
  }

  @Test
  void upgradeSoonAfterTheInstallationIsAnUpgrade() {
    Instant update = INSTALLED.plus(Duration.ofMinutes(2));
    assertThat(Argon2Start.of(INSTALLED, update)).isEqualTo(update.plus(Duration.ofDays(1)));
  }
}
