package dev.ecommercestack.declare.postgresql;

import dev.ecommercestack.contracts.access.PostgreSqlAccess;
import dev.ecommercestack.declare.ChangeRecorder;
import dev.ecommercestack.declare.MismatchException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Creates databases that only their owners may connect to, with the extensions that they need. */
final class Databases {
  /** The first major version with a builtin locale provider, which is the same on every machine. */
  private static final int BUILTIN_LOCALE_MAJOR_VERSION = 17;

  /** The SQL states for a locale that the server's operating system does not have. */
  private static final List<String> LOCALE_SQL_STATES = List.of("42809", "22023", "42704");

  private final Connection admin;
  private final PostgreSqlConnections connections;
  private final ChangeRecorder changes;

  Databases(Connection admin, PostgreSqlConnections connections, ChangeRecorder changes) {
    this.admin = admin;
    this.connections = connections;
    this.changes = changes;
  }

  /**
   * Creates a service's database if it is missing, or checks the existing one.
   *
   * @param access the database and its extensions
   * @param owner the name of the role that owns the database
   * @throws MismatchException when the existing database has another owner, encoding or ctype
   */
  void declare(PostgreSqlAccess access, String owner) throws SQLException {
    Optional<ExistingDatabase> found =
        Sql.queryFirst(
            admin,
            row -> new ExistingDatabase(row.getString(1), row.getString(2)),
            """
            select pg_get_userbyid(datdba), pg_encoding_to_char(encoding)
            from pg_database where datname = ?
            """,
            access.database());
    if (found.isPresent()) {
      check(access.database(), found.get(), owner);
      if (isPublic(access.database())) {
        revokePublicAccess(access.database());
        changes.changed("database %s to be closed to other roles".formatted(access.database()));
      } else {
        changes.unchanged();
      }
    } else {
      create(access.database(), owner);
      revokePublicAccess(access.database());
      changes.created("database %s of role %s".formatted(access.database(), owner));
    }
    try (Connection connection = connections.connect(access.database())) {
      for (String extension : access.extensions()) {
        createExtension(access.database(), connection, extension);
      }
      checkKoreanText(access, connection);
    }
  }

  private static void check(String database, ExistingDatabase found, String owner) {
    if (!found.encoding().equals("UTF8")) {
      throw new MismatchException(
          "The database %s has the encoding %s, but UTF8 is needed: give it another name (ALTER DATABASE %s RENAME TO ...), declare again and copy what is needed from it."
              .formatted(database, found.encoding(), Sql.quoteIdentifier(database)));
    }
    if (!found.owner().equals(owner)) {
      throw new MismatchException(
          "The database %s belongs to the role %s, but %s is meant to own it. If it is another stack's, use another server; if it is this one's, run ALTER DATABASE %s OWNER TO %s, or give the service the other role's credential."
              .formatted(
                  database,
                  found.owner(),
                  owner,
                  Sql.quoteIdentifier(database),
                  Sql.quoteIdentifier(owner)));
    }
  }

  /**
   * Creates a database with the builtin locale, whose sort order is the same on every machine.
   * Servers without it use the UTF-8 locale of the operating system.
   */
  private void create(String database, String owner) throws SQLException {
    String common =
        "create database %s owner %s template template0 encoding 'UTF8' "
            .formatted(Sql.quoteIdentifier(database), Sql.quoteIdentifier(owner));
    boolean builtin = admin.getMetaData().getDatabaseMajorVersion() >= BUILTIN_LOCALE_MAJOR_VERSION;
    String provider = builtin ? "locale_provider builtin builtin_locale 'C.UTF-8' " : "";
    try {
      Sql.execute(admin, common + provider + "lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'");
    } catch (SQLException e) {
      if (!LOCALE_SQL_STATES.contains(e.getSQLState())) {
        throw e;
      }
      changes.warn(
          "the server's operating system has no locale C.UTF-8. Using en_US.UTF-8 for "
              + database
              + ".");
      Sql.execute(admin, common + provider + "lc_collate 'en_US.UTF-8' lc_ctype 'en_US.UTF-8'");
    }
  }

  private boolean isPublic(String database) throws SQLException {
    return Sql.queryBoolean(
        admin, "select has_database_privilege('public', ?, 'connect, temporary')", database);
  }

  /** Leaves the right to connect to the owner only. */
  private void revokePublicAccess(String database) throws SQLException {
    Sql.execute(
        admin,
        "revoke connect, temporary on database %s from public"
            .formatted(Sql.quoteIdentifier(database)));
  }

  private void createExtension(String database, Connection connection, String extension)
      throws SQLException {
    if (Sql.queryBoolean(
        connection, "select exists (select from pg_extension where extname = ?)", extension)) {
      changes.unchanged();
      return;
    }
    Sql.execute(connection, "create extension " + Sql.quoteIdentifier(extension));
    changes.created("extension %s in database %s".formatted(extension, database));
  }

  /**
   * Checks the ctype: with {@code C}, Korean letters are no letters and a trigram search is empty.
   */
  private static void checkKoreanText(PostgreSqlAccess access, Connection connection)
      throws SQLException {
    String test =
        access.extensions().contains("pg_trgm")
            ? "select cardinality(show_trgm('한국어')) > 0"
            : "select '가' ~ '^[[:alpha:]]$'";
    if (!Sql.queryBoolean(connection, test)) {
      throw new MismatchException(
          "The database %s takes no Korean letter for a letter, so search would find nothing: give it another name (ALTER DATABASE %s RENAME TO ...), declare again and copy what is needed from it."
              .formatted(access.database(), Sql.quoteIdentifier(access.database())));
    }
  }

  /**
   * An existing database.
   *
   * @param owner the name of the role that owns it
   * @param encoding the name of its encoding, for example {@code UTF8}
   */
  private record ExistingDatabase(String owner, String encoding) {}
}
