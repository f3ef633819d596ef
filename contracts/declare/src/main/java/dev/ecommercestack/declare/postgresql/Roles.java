package dev.ecommercestack.declare.postgresql;

import dev.ecommercestack.declare.ChangeRecorder;
import dev.ecommercestack.declare.Credential;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Creates roles and updates their passwords. A password is changed only when a login with it fails.
 */
final class Roles {
  private final Connection admin;
  private final PostgreSqlConnections connections;
  private final ChangeRecorder changes;

  Roles(Connection admin, PostgreSqlConnections connections, ChangeRecorder changes) {
    this.admin = admin;
    this.connections = connections;
    this.changes = changes;
  }

  /**
   * Creates a service's role or updates its password.
   *
   * @param service the name of the service, for the log
   * @param credential the name and the password of the role
   * @param database the name of the database for the test login; it need not exist yet
   */
  void declare(String service, Credential credential, String database) throws SQLException {
    String what = "role %s for %s".formatted(credential.username(), service);
    String role = Sql.quoteIdentifier(credential.username());
    boolean present =
        Sql.queryBoolean(
            admin, "select exists (select from pg_roles where rolname = ?)", credential.username());
    if (!present) {
      Sql.execute(admin, "create role %s %s".formatted(role, login(credential)));
      changes.created(what);
    } else if (!connections.accepts(credential, database)) {
      Sql.execute(admin, "alter role %s %s".formatted(role, login(credential)));
      changes.changed("password of " + what);
    } else {
      changes.unchanged();
    }
    joinRole(credential.username());
  }

  private static String login(Credential credential) {
    return "login password " + Sql.quoteLiteral(ScramVerifier.of(credential.password()));
  }

  /**
   * Makes the administrator a member of the role, since only a member or a superuser may create a
   * database that the role owns.
   */
  private void joinRole(String role) throws SQLException {
    if (!Sql.queryBoolean(admin, "select pg_has_role(current_user, ?, 'usage')", role)) {
      Sql.execute(admin, "grant %s to current_user".formatted(Sql.quoteIdentifier(role)));
    }
  }
}
