package dev.ecommercestack.declare.postgresql;

import dev.ecommercestack.declare.Changes;
import dev.ecommercestack.declare.Credential;
import java.sql.Connection;
import java.sql.SQLException;

/** Creates roles and gives them their passwords, trying a password before changing it. */
final class Roles {
  private final Connection admin;
  private final Server server;
  private final Changes changes;

  Roles(Connection admin, Server server, Changes changes) {
    this.admin = admin;
    this.server = server;
    this.changes = changes;
  }

  /**
   * Makes a service's role right.
   *
   * @param database the database to try the password on; it need not be there yet
   */
  void declare(String service, Credential credential, String database) throws SQLException {
    String what = "role %s for %s".formatted(credential.username(), service);
    String role = Sql.name(credential.username());
    boolean present =
        Sql.isTrue(
            admin, "select exists (select from pg_roles where rolname = ?)", credential.username());
    if (!present) {
      Sql.execute(admin, "create role %s %s".formatted(role, login(credential)));
      changes.created(what);
    } else if (!server.accepts(credential, database)) {
      Sql.execute(admin, "alter role %s %s".formatted(role, login(credential)));
      changes.changed("password of " + what);
    } else {
      changes.unchanged();
    }
    own(credential.username());
  }

  private static String login(Credential credential) {
    return "login password " + Sql.text(Scram.verifier(credential.password()));
  }

  /** Only a member of a role may give it a database; a superuser always may. */
  private void own(String role) throws SQLException {
    if (!Sql.isTrue(admin, "select pg_has_role(current_user, ?, 'usage')", role)) {
      Sql.execute(admin, "grant %s to current_user".formatted(Sql.name(role)));
    }
  }
}
