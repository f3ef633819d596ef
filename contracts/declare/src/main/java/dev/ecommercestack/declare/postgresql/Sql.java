package dev.ecommercestack.declare.postgresql;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Runs statements, and quotes names and texts for statements without parameters. */
final class Sql {
  private Sql() {}

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the first row of a query, mapped; empty when the query has no row. */
  static <T> Optional<T> queryFirst(
      Connection connection, RowMapper<T> mapper, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(mapper.map(row)) : Optional.empty();
      }
    }
  }

  static boolean queryBoolean(Connection connection, String sql, String... parameters)
      throws SQLException {
    return queryFirst(connection, row -> row.getBoolean(1), sql, parameters).orElse(false);
  }

  /** Quotes an identifier, for example the name of a role. */
  static String quoteIdentifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Quotes a string literal, with any setting of {@code standard_conforming_strings}. */
  static String quoteLiteral(String text) {
    String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
    return text.contains("\\") ? " E" + quoted : quoted;
  }

  static String urlEncode(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Maps the current row of a result set. */
  interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }
}
