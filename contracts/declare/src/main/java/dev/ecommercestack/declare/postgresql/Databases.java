package dev.ecommercestack.declare.postgresql;

import dev.ecommercestack.contracts.access.PostgreSqlAccess;
import dev.ecommercestack.declare.Changes;
import dev.ecommercestack.declare.MismatchException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Creates databases, each for its owner only, with the extensions that it needs. */
final class Databases {
  /** The first version with a locale of its own that is the same on every machine. */
  private static final int BUILTIN_LOCALE_VERSION = 17;

  /** The server's operating system does not know the locale, or the name means nothing to it. */
  private static final List<String> NO_SUCH_LOCALE = List.of("42809", "22023", "42704");

  private final Connection admin;
  private final Server server;
  private final Changes changes;

  Databases(Connection admin, Server server, Changes changes) {
    this.admin = admin;
    this.server = server;
    this.changes = changes;
  }

  void declare(PostgreSqlAccess access, String owner) throws SQLException {
    Optional<Found> found =
        Sql.first(
            admin,
            row -> new Found(row.getString(1), row.getString(2)),
            """
            select pg_get_userbyid(datdba), pg_encoding_to_char(encoding)
            from pg_database where datname = ?
            """,
            access.database());
    if (found.isPresent()) {
      check(access.database(), found.get(), owner);
      if (isOpen(access.database())) {
        shut(access.database());
        changes.changed("database %s to be closed to other roles".formatted(access.database()));
      } else {
        changes.unchanged();
      }
    } else {
      create(access.database(), owner);
      shut(access.database());
      changes.created("database %s of role %s".formatted(access.database(), owner));
    }
    try (Connection inside = server.connect(access.database())) {
      for (String extension : access.extensions()) {
        extension(access.database(), inside, extension);
      }
      checkKorean(access, inside);
    }
  }

  private static void check(String database, Found found, String owner) {
    if (!found.encoding().equals("UTF8")) {
      throw new MismatchException(
          "The database %s has the encoding %s, but UTF8 is needed: give it another name (ALTER DATABASE %s RENAME TO ...), declare again and copy what is needed from it."
              .formatted(database, found.encoding(), Sql.name(database)));
    }
    if (!found.owner().equals(owner)) {
      throw new MismatchException(
          "The database %s belongs to the role %s, but %s is meant to own it. If it is another stack's, use another server; if it is this one's, run ALTER DATABASE %s OWNER TO %s, or give the service the other role's credential."
              .formatted(database, found.owner(), owner, Sql.name(database), Sql.name(owner)));
    }
  }

  /**
   * Sorting and letters are those of UTF-8 and the same on every machine where the server can do
   * so; before, of the operating system.
   */
  private void create(String database, String owner) throws SQLException {
    String common =
        "create database %s owner %s template template0 encoding 'UTF8' "
            .formatted(Sql.name(database), Sql.name(owner));
    boolean builtin = admin.getMetaData().getDatabaseMajorVersion() >= BUILTIN_LOCALE_VERSION;
    String provider = builtin ? "locale_provider builtin builtin_locale 'C.UTF-8' " : "";
    try {
      Sql.execute(admin, common + provider + "lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'");
    } catch (SQLException e) {
      if (!NO_SUCH_LOCALE.contains(e.getSQLState())) {
        throw e;
      }
      changes.notice(
          "the server's operating system has no locale C.UTF-8; trying en_US.UTF-8 for "
              + database
              + ".");
      Sql.execute(admin, common + provider + "lc_collate 'en_US.UTF-8' lc_ctype 'en_US.UTF-8'");
    }
  }

  private boolean isOpen(String database) throws SQLException {
    return Sql.isTrue(
        admin, "select has_database_privilege('public', ?, 'connect, temporary')", database);
  }

  /** Lets the owner in and nobody else. */
  private void shut(String database) throws SQLException {
    Sql.execute(
        admin,
        "revoke connect, temporary on database %s from public".formatted(Sql.name(database)));
  }

  private void extension(String database, Connection inside, String extension) throws SQLException {
    if (Sql.isTrue(
        inside, "select exists (select from pg_extension where extname = ?)", extension)) {
      changes.unchanged();
      return;
    }
    Sql.execute(inside, "create extension " + Sql.name(extension));
    changes.created("extension %s in database %s".formatted(extension, database));
  }

  /** Under a ctype of C, Korean letters are no letters: search by trigrams would find nothing. */
  private static void checkKorean(PostgreSqlAccess access, Connection inside) throws SQLException {
    String test =
        access.extensions().contains("pg_trgm")
            ? "select cardinality(show_trgm('한국어')) > 0"
            : "select '가' ~ '^[[:alpha:]]$'";
    if (!Sql.isTrue(inside, test)) {
      throw new MismatchException(
          "The database %s takes no Korean letter for a letter, so search would find nothing: give it another name (ALTER DATABASE %s RENAME TO ...), declare again and copy what is needed from it."
              .formatted(access.database(), Sql.name(access.database())));
    }
  }

  /**
   * A database that is there.
   *
   * @param owner the role that owns it
   * @param encoding how it writes text
   */
  private record Found(String owner, String encoding) {}
}
