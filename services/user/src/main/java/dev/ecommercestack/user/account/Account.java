package dev.ecommercestack.user.account;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An account.
 *
 * @param id the id, a UUIDv7; the subject of the account's tokens
 * @param email the address, unique
 * @param name the person's name
 * @param language the language of mails to the person
 * @param passwordHash the hash made by {@link dev.ecommercestack.user.password.PasswordHasher}
 * @param passwordFromFile whether the password comes from a credentials file and cannot be changed
 *     over HTTP
 * @param roles the roles, never empty
 * @param createdAt the time of its creation
 */
public record Account(
    UUID id,
    Email email,
    DisplayName name,
    Language language,
    String passwordHash,
    boolean passwordFromFile,
    Set<Role> roles,
    Instant createdAt) {

  /** Copies the roles, so that the record cannot change. */
  public Account {
    roles = Set.copyOf(roles);
  }

  /** Returns the same account with another password hash. */
  public Account withPasswordHash(String hash) {
    return new Account(id, email, name, language, hash, passwordFromFile, roles, createdAt);
  }

  /** Hides the password hash: records end up in logs. */
  @Override
  public String toString() {
    return "Account[" + id + "]";
  }
}
