package dev.ecommercestack.user.account;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code account}. */
@Repository
public class AccountRepository {
  private final JdbcClient jdbc;

  /** Creates a repository on a database. */
  public AccountRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Inserts a new account.
   *
   * @return false if the address is taken; then nothing is stored
   */
  public boolean insert(Account account) {
    return jdbc.sql(
                """
                insert into account (id, email, name, locale, password_hash, password_from_file, roles, created_at, updated_at)
                values (:id, :email, :name, :locale, :hash, :fromFile, string_to_array(:roles, ','), :now, :now)
                on conflict (email) do nothing
                """)
            .param("id", account.id())
            .param("email", account.email().value())
            .param("name", account.name().value())
            .param("locale", account.language().code())
            .param("hash", account.passwordHash())
            .param("fromFile", account.passwordFromFile())
            .param("roles", joined(account.roles()))
            .param("now", timestamp(account.createdAt()))
            .update()
        == 1;
  }

  /** Returns the account with an id. */
  public Optional<Account> find(UUID id) {
    return jdbc.sql("select * from account where id = :id")
        .param("id", id)
        .query(AccountRepository::account)
        .optional();
  }

  /** Returns the account with an address. */
  public Optional<Account> find(Email email) {
    return jdbc.sql("select * from account where email = :email")
        .param("email", email.value())
        .query(AccountRepository::account)
        .optional();
  }

  /**
   * Changes the name or the language of an account. A change of the other one at the same time is
   * kept.
   *
   * @param name the new name; empty keeps it
   * @param language the new language; empty keeps it
   * @return the account as it is now; empty if there is none
   */
  public Optional<Account> update(
      UUID id, Optional<DisplayName> name, Optional<Language> language, Instant now) {
    return jdbc.sql(
            """
            update account set name = coalesce(:name, name), locale = coalesce(:locale, locale), updated_at = :now
            where id = :id returning *
            """)
        .param("id", id)
        .param("name", name.map(DisplayName::value).orElse(null), Types.VARCHAR)
        .param("locale", language.map(Language::code).orElse(null), Types.VARCHAR)
        .param("now", timestamp(now))
        .query(AccountRepository::account)
        .optional();
  }

  /**
   * Replaces a password hash if it is still the one that the caller has read.
   *
   * @return false if it was replaced concurrently
   */
  public boolean replacePassword(UUID id, String seenHash, String newHash, Instant now) {
    return jdbc.sql(
                "update account set password_hash = :new, updated_at = :now where id = :id and password_hash = :seen")
            .param("id", id)
            .param("seen", seenHash)
            .param("new", newHash)
            .param("now", timestamp(now))
            .update()
        == 1;
  }

  /** Gives an account the role ADMIN and the password of the credentials file. */
  public void promote(UUID id, String passwordHash, Instant now) {
    jdbc.sql(
            """
            update account set roles = '{CUSTOMER,ADMIN}', password_from_file = true, password_hash = :hash, updated_at = :now
            where id = :id
            """)
        .param("id", id)
        .param("hash", passwordHash)
        .param("now", timestamp(now))
        .update();
  }

  private static Account account(ResultSet row, int ignored) throws SQLException {
    return new Account(
        row.getObject("id", UUID.class),
        new Email(row.getString("email")),
        new DisplayName(row.getString("name")),
        Language.parse(row.getString("locale")).orElse(Language.DEFAULT),
        row.getString("password_hash"),
        row.getBoolean("password_from_file"),
        roles(row.getArray("roles")),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static Set<Role> roles(Array names) throws SQLException {
    return Arrays.stream((String[]) names.getArray())
        .map(Role::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String joined(Set<Role> roles) {
    return roles.stream().map(Role::name).sorted().collect(Collectors.joining(","));
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
