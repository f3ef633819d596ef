package dev.ecommercestack.declare.postgresql;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Short forms of statements, and quoting for those that take no parameters. */
final class Sql {
  private Sql() {}

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the first row, mapped; empty when there is none. */
  static <T> Optional<T> first(
      Connection connection, Row<T> mapping, String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(mapping.of(row)) : Optional.empty();
      }
    }
  }

  static boolean isTrue(Connection connection, String sql, String... parameters)
      throws SQLException {
    return first(connection, row -> row.getBoolean(1), sql, parameters).orElse(false);
  }

  /** Quotes a name. */
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Quotes a text, whatever the server makes of backslashes. */
  static String text(String text) {
    String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
    return text.contains("\\") ? " E" + quoted : quoted;
  }

  static String url(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Reads a row. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }
}
