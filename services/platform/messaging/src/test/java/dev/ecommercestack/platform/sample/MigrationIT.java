package dev.ecommercestack.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Migrations of a table that has grown large. */
class MigrationIT {

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aMigrationMayTakeLongAndAnIndexThatWasBegunIsBegunAgain() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      String migrations = "--spring.flyway.locations=classpath:db/common,classpath:db/migration";
      start(postgres, migrations).close();
      JdbcTemplate database = new JdbcTemplate(postgres.getPostgresDatabase());
      database.execute("create index note_by_owner on note (text)");
      database.execute(
          "update pg_index set indisvalid = false where indexrelid = 'note_by_owner'::regclass");

      start(
              postgres,
              migrations + ",classpath:db/later",
              "--spring.datasource.hikari.data-source-properties.socketTimeout=1")
          .close();
      List<@Nullable String> valid =
          database.queryForList(
              """
              select pg_get_indexdef(indexrelid) from pg_index
              where indexrelid = 'note_by_owner'::regclass and indisvalid
              """,
              String.class);
      assertThat(valid).singleElement().asString().contains("(owner)");
      // An instance of this version that starts again beside the next one.
      start(postgres, migrations).close();
    }
  }

  @Test
  void versionWithoutOutboxLeaseStartsAgainAfterItsMigration(@TempDir Path before)
      throws Exception {
    for (String file :
        List.of(
            "../web/src/main/resources/db/common/V0_1__messages_and_keys.sql",
            "src/test/resources/db/migration/V1_1__note.sql")) {
      Files.copy(Path.of(file), before.resolve(Path.of(file).getFileName()));
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      Flyway versionBefore =
          Flyway.configure()
              .dataSource(postgres.getPostgresDatabase())
              .locations("filesystem:" + before)
              .load();
      versionBefore.migrate();
      start(postgres).close();
      assertThat(versionBefore.migrate().migrationsExecuted).isZero();
      assertThat(
              new JdbcTemplate(postgres.getPostgresDatabase())
                  .queryForList("select transport from outbox_lease", String.class))
          .hasSize(2);
    }
  }

  private static ConfigurableApplicationContext start(EmbeddedPostgres postgres, String... more) {
    return SpringApplication.run(
        SampleApplication.class,
        Stream.concat(
                Stream.of(
                    "--server.port=0",
                    "--management.server.port=0",
                    "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                    "--eureka.client.enabled=false",
                    "--service.shutdown.drain=0s"),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
