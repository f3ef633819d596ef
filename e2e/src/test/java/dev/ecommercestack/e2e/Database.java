package dev.ecommercestack.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;

/** The database of one service in a stack's PostgreSQL, with that service's own credential. */
final class Database implements AutoCloseable {
  private static final int PORT = 5432;

  private final LocalPortForward forward;
  private final Connection connection;

  private Database(LocalPortForward forward, Connection connection) {
    this.forward = forward;
    this.connection = connection;
  }

  static Database of(String namespace, String stack, String service, String database) {
    KubernetesClient client = TestCluster.client();
    Secret secret =
        Objects.requireNonNull(
            client
                .secrets()
                .inNamespace(namespace)
                .withName(stack + "-" + service + "-credentials")
                .get());
    LocalPortForward forward =
        client.services().inNamespace(namespace).withName(stack + "-postgresql").portForward(PORT);
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(forward.getLocalPort(), database);
    Connection connection =
        await("log in as " + service)
            .atMost(Duration.ofMinutes(1))
            .ignoreExceptionsInstanceOf(SQLException.class)
            .until(
                () ->
                    DriverManager.getConnection(
                        url,
                        value(secret, "postgresql-username"),
                        value(secret, "postgresql-password")),
                Objects::nonNull);
    return new Database(forward, connection);
  }

  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  String one(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
      forward.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String value(Secret secret, String key) {
    return new String(
        Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
  }
}
