package dev.ecommercestack.user.account;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody who can log in.
 *
 * @param id UUIDv7, the subject of the account's tokens
 * @param email unique
 * @param name how to greet the person
 * @param language of the mails that the person gets
 * @param passwordHash encoded by {@link dev.ecommercestack.user.password.PasswordHasher}
 * @param passwordFromFile whether the password follows a credentials file and cannot be changed
 *     over HTTP
 * @param roles never empty
 * @param createdAt when the account was made
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

  /** The same account with another password. */
  public Account withPasswordHash(String hash) {
    return new Account(id, email, name, language, hash, passwordFromFile, roles, createdAt);
  }

  /** Hides the password hash: records end up in logs. */
  @Override
  public String toString() {
    return "Account[" + id + "]";
  }
}
