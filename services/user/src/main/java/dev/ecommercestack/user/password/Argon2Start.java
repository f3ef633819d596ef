package dev.ecommercestack.user.password;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
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
  private static final Duration ONE_INSTALLATION = Duration.ofMinutes(5);

  /** The first migration that 0.1.0 does not have. */
  private static final MigrationVersion FIRST_AFTER_0_1_0 = MigrationVersion.fromVersion("1.4");

  private Argon2Start() {}

  /**
   * Returns from when on hashes are made with Argon2: a time in the past for a new installation.
   *
   * @param flyway the migrations of the schema, all of which have run
   */
  static Instant of(Flyway flyway) {
    MigrationInfo[] applied = flyway.info().applied();
    Optional<Instant> first =
        Arrays.stream(applied).map(Argon2Start::installedOn).min(Comparator.naturalOrder());
    Optional<Instant> update =
        Arrays.stream(applied)
            .filter(migration -> FIRST_AFTER_0_1_0.equals(migration.getVersion()))
            .map(Argon2Start::installedOn)
            .findFirst();
    return update.isEmpty() ? Instant.EPOCH : of(first.orElseThrow(), update.get());
  }

  /**
   * Returns from when on hashes are made with Argon2.
   *
   * @param first when the first migration of the schema ran
   * @param update when the first migration ran that 0.1.0 does not have
   */
  static Instant of(Instant first, Instant update) {
    boolean isNew = Duration.between(first, update).compareTo(ONE_INSTALLATION) < 0;
    return isNew ? Instant.EPOCH : update.plus(ROLLBACK_PERIOD);
  }

  private static Instant installedOn(MigrationInfo migration) {
    return migration.getInstalledOn().toInstant();
  }
}
