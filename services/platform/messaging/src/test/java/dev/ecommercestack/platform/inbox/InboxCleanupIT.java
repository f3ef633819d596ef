package dev.ecommercestack.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class InboxCleanupIT {
  @Test
  void forgetsWhatIsDueAndNothingElse() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      DataSource database = postgres.getPostgresDatabase();
      Flyway.configure()
          .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
          .dataSource(database)
          .locations("classpath:db/common")
          .load()
          .migrate();
      JdbcClient jdbc = JdbcClient.create(database);
      jdbc.sql(
              """
              insert into inbox select 'c', gen_random_uuid(),
                now() - make_interval(days => case when n <= 12000 then 36 else 34 end)
              from generate_series(1, 12010) n
              """)
          .update();
      jdbc.sql(
              """
              insert into idempotency_key (owner, key, request_hash, status, body, expires_at)
              select 'o', n::text, '', 201, '', now() + make_interval(mins => n - 2)
              from generate_series(1, 5) n
              """)
          .update();
      int deleted =
          new InboxCleanup(jdbc, Duration.ofDays(35), Duration.ofHours(1)).deleteExpired();
      assertThat(deleted).isEqualTo(12_000 + 2);
      assertThat(count(jdbc, "inbox")).isEqualTo(10);
      assertThat(count(jdbc, "idempotency_key")).isEqualTo(3);
    }
  }

  private static long count(JdbcClient jdbc, String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
