package dev.ecommercestack.declare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.contracts.access.Backing;
import dev.ecommercestack.contracts.declare.DeclareConfig;
import dev.ecommercestack.contracts.declare.DeclareConfig.PostgreSql;
import dev.ecommercestack.testing.brokers.PostgreSqlServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
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
    configure(Map.of());
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

  @Test
  void serverThatAcceptsTooFewConnectionsIsNamedAndNothingIsMade() throws Exception {
    configure(Map.of("event", 4, "worker", 6));
    assertThat(installation.run()).isEqualTo(DeclareResult.EXIT_MISMATCH);
    assertThat(installation.message())
        .startsWith(
            "PostgreSQL at %s:%d accepts 97 connections (max_connections 100, 3 of them reserved), the stack needs up to 133 (event 5 x 12, worker 7 x 10, declare 3;"
                .formatted(server.host(), server.port()))
        .endsWith("raise max_connections to 136 or more, or lower maxReplicas.");
    execute("create role event");
  }

  @Test
  void serverWithRoomForEveryPodIsAccepted() throws Exception {
    configure(Map.of("event", 2, "worker", 4));
    assertThat(installation.run()).as(installation.message()).isZero();
  }

  @Test
  void connectionLimitsOfRoleAndDatabaseAreNamed() throws Exception {
    configure(Map.of());
    assertThat(installation.run()).as(installation.message()).isZero();
    execute("alter role event connection limit 20");
    execute("alter database worker connection limit 30");
    configure(Map.of("event", 1, "worker", 2));
    assertThat(installation.run()).isEqualTo(DeclareResult.EXIT_MISMATCH);
    assertThat(installation.message())
        .contains("The role event of PostgreSQL")
        .contains("has a connection limit of 20, event needs up to 24 (2 pods x 12)")
        .doesNotContain("database worker");
    configure(Map.of("worker", 3));
    assertThat(installation.run()).isEqualTo(DeclareResult.EXIT_MISMATCH);
    assertThat(installation.message())
        .startsWith("The database worker of PostgreSQL")
        .contains("has a connection limit of 30, worker needs up to 40 (4 pods x 10)");
  }

  private void configure(Map<String, Integer> maxReplicas) throws IOException {
    installation.configure(
        new DeclareConfig(
            "shop",
            60,
            null,
            null,
            new PostgreSql(server.host(), server.port(), "postgres", "disable", null, maxReplicas),
            null));
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
