package dev.ecommercestack.user.password;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * From when on hashes are made with Argon2. Release 0.1.0 cannot compare them: its pods run for a
 * while beside those of this release, and after a rollback again. So a schema that 0.1.0 has made
 * gets hashes that 0.1.0 reads for one day more.
 */
final class Argon2Start {
  /** Within this time an administrator is expected to roll back, or not at all. */
  static final Duration ROLLBACK_PERIOD = Duration.ofDays(1);

  /** The migrations of a new installation run one after the other, without a break. */
  private static final Duration ONE_INSTALLATION = Duration.ofMinutes(1);

  private static final String LAST_OF_0_1_0 = "1.2";
  private static final String FIRST_AFTER_0_1_0 = "1.3";

  private Argon2Start() {}

  /**
   * Returns from when on hashes are made with Argon2: a time in the past for a new installation.
   *
   * @param flyway the migrations of the schema, all of which have run
   */
  static Instant of(Flyway flyway) {
    MigrationInfo[] applied = flyway.info().applied();
    return of(installedOn(applied, LAST_OF_0_1_0), installedOn(applied, FIRST_AFTER_0_1_0));
  }

  /**
   * Returns from when on hashes are made with Argon2.
   *
   * @param before when the last migration of 0.1.0 ran
   * @param update when the first migration ran that 0.1.0 does not have
   */
  static Instant of(Instant before, Instant update) {
    boolean isNew = Duration.between(before, update).compareTo(ONE_INSTALLATION) < 0;
    return isNew ? Instant.EPOCH : update.plus(ROLLBACK_PERIOD);
  }

  private static Instant installedOn(MigrationInfo[] applied, String version) {
    return Arrays.stream(applied)
        .filter(migration -> MigrationVersion.fromVersion(version).equals(migration.getVersion()))
        .map(migration -> migration.getInstalledOn().toInstant())
        .findFirst()
        .orElseThrow();
  }
}
