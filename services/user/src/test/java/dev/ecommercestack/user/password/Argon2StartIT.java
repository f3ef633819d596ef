package dev.ecommercestack.user.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.testing.services.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class Argon2StartIT {
  private final Database database = Database.create();

  private Flyway flyway(String target) {
    return Flyway.configure()
        .dataSource(database.url(), Database.OWNER, "")
        .locations("classpath:db/common", "classpath:db/migration")
        .outOfOrder(true)
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .target(target)
        .load();
  }

  @Test
  void newInstallationUsesArgon2FromTheStart() {
    Flyway flyway = flyway("latest");
    flyway.migrate();
    assertThat(Argon2Start.of(flyway)).isBefore(Instant.now());
  }

  @Test
  void schemaOfTheReleaseBeforeHasAnotherDay() {
    flyway("1.2").migrate();
    database.execute(
        "update flyway_schema_history set installed_on = installed_on - interval '30 days'");
    Flyway flyway = flyway("latest");
    flyway.migrate();
    Instant now = Instant.now();
    assertThat(Argon2Start.of(flyway))
        .isBetween(now.plus(Duration.ofHours(23)), now.plus(Duration.ofHours(25)));
  }
}
