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

/** Opens connections to a PostgreSQL server and translates its errors. */
final class PostgreSqlConnections {
  private static final int CONNECT_TIMEOUT_SECONDS = 15;
  private static final int SOCKET_TIMEOUT_SECONDS = 60;

  /** The SQL states for a wrong password, an unknown user and a missing pg_hba.conf rule. */
  private static final Set<String> AUTHENTICATION_SQL_STATES = Set.of("28P01", "28000");

  /** The SQL state for an unknown database, sent only after a successful login. */
  private static final String UNKNOWN_DATABASE_SQL_STATE = "3D000";

  /** The SQL state for a missing right to connect, sent only after a successful login. */
  private static final String INSUFFICIENT_PRIVILEGE_SQL_STATE = "42501";

  /** The SQL states for a server that starts, stops or has no free connection. */
  private static final Set<String> TRANSIENT_SQL_STATES =
      Set.of("57P01", "57P02", "57P03", "53300");

  private final PostgreSql config;
  private final Credential admin;

  PostgreSqlConnections(PostgreSql config, Credential admin) {
    this.config = config;
    this.admin = admin;
  }

  Connection connect() throws SQLException {
    return connect(config.database(), admin);
  }

  Connection connect(String database) throws SQLException {
    return connect(database, admin);
  }

  /** Returns whether the server accepts a login, also when the role may not use the database. */
  boolean accepts(Credential credential, String database) throws SQLException {
    try (Connection connection = connect(database, credential)) {
      return connection.isValid(CONNECT_TIMEOUT_SECONDS);
    } catch (SQLException e) {
      String state = Objects.requireNonNullElse(e.getSQLState(), "");
      if (AUTHENTICATION_SQL_STATES.contains(state)) {
        return false;
      }
      if (state.equals(UNKNOWN_DATABASE_SQL_STATE)
          || state.equals(INSUFFICIENT_PRIVILEGE_SQL_STATE)) {
        return true;
      }
      throw e;
    }
  }

  /** Returns the exception of this program that stands for an SQL error. */
  RuntimeException toException(SQLException e) {
    String state = Objects.requireNonNullElse(e.getSQLState(), "");
    String where = config.host() + ":" + config.port();
    if (AUTHENTICATION_SQL_STATES.contains(state)) {
      return new MismatchException(
          "PostgreSQL at %s refuses the administrator's credential: correct postgresql-admin."
              .formatted(where));
    }
    if (state.startsWith("08") || TRANSIENT_SQL_STATES.contains(state)) {
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
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_SECONDS));
    properties.setProperty("ApplicationName", "declare");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(host(), config.port(), Sql.urlEncode(database)),
        properties);
  }

  private String host() {
    return config.host().contains(":") ? "[" + config.host() + "]" : config.host();
  }
}
