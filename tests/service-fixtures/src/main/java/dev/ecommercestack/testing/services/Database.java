package dev.ecommercestack.testing.services;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * An empty database of its own on a PostgreSQL server that all tests of a module share.
 *
 * @param url the JDBC URL
 * @param client a client for tests that read or change rows directly
 */
public record Database(String url, JdbcClient client) {
  /** The user that owns the database; it needs no password. */
  public static final String OWNER = "postgres";

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Creates a new database. */
  public static Database create() {
    String name = "test_" + COUNT.incrementAndGet();
    try (Connection connection =
            DriverManager.getConnection(Server.POSTGRES.getJdbcUrl(OWNER, "postgres"));
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    String url = "jdbc:postgresql://localhost:%d/%s".formatted(Server.POSTGRES.getPort(), name);
    return new Database(url, JdbcClient.create(new DriverManagerDataSource(url, OWNER, "")));
  }

  /** Changes rows directly, without the service, for example to simulate elapsed time. */
  public void execute(String sql) {
    client.sql(sql).update();
  }

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
