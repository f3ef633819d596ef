package dev.ecommercestack.declare.postgresql;

import dev.ecommercestack.contracts.declare.DeclareConfig.PostgreSql;
import dev.ecommercestack.declare.Credential;
import dev.ecommercestack.declare.MismatchException;
import dev.ecommercestack.declare.UnreachableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** A PostgreSQL server: how to connect, and what its errors mean. */
final class Server {
  private static final int TIMEOUT_SECONDS = 15;

  /** Wrong password, or no such user or rule. */
  private static final Set<String> REFUSED = Set.of("28P01", "28000");

  /** The database is not there, which the server says only to whom it has accepted. */
  private static final String NO_DATABASE = "3D000";

  /**
   * The user may not connect to the database, which the server says only to whom it has accepted.
   */
  private static final String NOT_ALLOWED = "42501";

  /** Starting, stopping, or full. */
  private static final Set<String> LATER = Set.of("57P01", "57P02", "57P03", "53300");

  private final PostgreSql config;
  private final Credential admin;

  Server(PostgreSql config, Credential admin) {
    this.config = config;
    this.admin = admin;
  }

  Connection connect() throws SQLException {
    return connect(config.database(), admin);
  }

  Connection connect(String database) throws SQLException {
    return connect(database, admin);
  }

  /** Returns whether the server accepts a credential, whatever it then says of the database. */
  boolean accepts(Credential credential, String database) throws SQLException {
    try (Connection connection = connect(database, credential)) {
      return connection.isValid(TIMEOUT_SECONDS);
    } catch (SQLException e) {
      String state = Objects.requireNonNullElse(e.getSQLState(), "");
      if (REFUSED.contains(state)) {
        return false;
      }
      if (state.equals(NO_DATABASE) || state.equals(NOT_ALLOWED)) {
        return true;
      }
      throw e;
    }
  }

  /** Returns the exception to throw for what the server answered. */
  RuntimeException explain(SQLException e) {
    String state = Objects.requireNonNullElse(e.getSQLState(), "");
    String where = config.host() + ":" + config.port();
    if (REFUSED.contains(state)) {
      return new MismatchException(
          "PostgreSQL at %s refuses the administrator's credential: correct postgresql-admin."
              .formatted(where));
    }
    if (state.startsWith("08") || LATER.contains(state)) {
      return new UnreachableException(
          "PostgreSQL at %s does not answer: %s".formatted(where, e.getMessage()));
    }
    return new MismatchException("PostgreSQL at %s refuses: %s".formatted(where, e.getMessage()));
  }

  private Connection connect(String database, Credential credential) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", credential.username());
    properties.setProperty("password", credential.password());
    properties.setProperty("sslmode", config.sslMode());
    if (config.caFile() != null) {
      properties.setProperty("sslrootcert", config.caFile());
    }
    properties.setProperty("connectTimeout", Integer.toString(TIMEOUT_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(4 * TIMEOUT_SECONDS));
    properties.setProperty("ApplicationName", "declare");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(host(), config.port(), Sql.url(database)),
        properties);
  }

  private String host() {
    return config.host().contains(":") ? "[" + config.host() + "]" : config.host();
  }
}
