package dev.ecommercestack.order;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An empty database of its own on a PostgreSQL server that all tests share. */
record Database(String url, JdbcClient client) {
  static final String OWNER = "postgres";
  private static final AtomicInteger COUNT = new AtomicInteger();

  static Database create() {
    String name = "order_" + COUNT.incrementAndGet();
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

  /** Changes rows behind the service's back, as time would. */
  void execute(String sql) {
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
