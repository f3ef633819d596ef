package dev.ecommercestack.declare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.declare.DeclareConfig;
import dev.ecommercestack.contracts.declare.DeclareConfig.PostgreSql;
import dev.ecommercestack.testing.brokers.PostgreSqlServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PostgreSQL that others run, where the administrator is no superuser and things may be there.
 */
class ForeignPostgreSqlIT {
  @TempDir private Path directory;
  private PostgreSqlServer server;
  private Installation installation;

  @BeforeEach
  void start() throws Exception {
    server = PostgreSqlServer.start();
    execute("create role steward login createdb createrole password 'secret'");
    installation = new Installation(directory);
    installation.setAdmin(Backing.POSTGRESQL, "steward", "secret");
    installation.configure(
        new DeclareConfig(
            "shop",
            60,
            null,
            null,
            new PostgreSql(server.host(), server.port(), "postgres", "disable", null),
            null));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anAdministratorNeedNotBeASuperuser() throws Exception {
    assertThat(installation.run()).as(installation.message()).isZero();
    assertThat(installation.run()).isZero();
    assertThat(installation.message()).startsWith("created 0, changed 0,");
  }

  @Test
  void aDatabaseOfOtherLettersIsNamed() throws Exception {
    execute("create role product login");
    execute("grant product to steward with admin option");
    execute(
        "create database product owner product template template0 encoding 'UTF8' locale_provider libc lc_ctype 'C' lc_collate 'C'");
    assertThat(installation.run()).isEqualTo(DeclareResult.EXIT_MISMATCH);
    assertThat(installation.message())
        .startsWith("The database product takes no Korean letter for a letter");
  }

  @Test
  void aDatabaseOfAnotherOwnerIsNamed() throws Exception {
    execute("create database worker owner steward template template0 encoding 'UTF8'");
    assertThat(installation.run()).isEqualTo(DeclareResult.EXIT_MISMATCH);
    assertThat(installation.message())
        .startsWith(
            "The database worker belongs to the role steward, but worker is meant to own it");
  }

  private void execute(String sql) throws SQLException {
    try (Connection admin =
            DriverManager.getConnection(
                server.jdbcUrl("postgres"), server.admin().username(), server.admin().password());
        Statement statement = admin.createStatement()) {
      statement.execute(sql);
    }
  }
}
