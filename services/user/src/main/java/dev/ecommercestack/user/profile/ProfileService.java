package dev.ecommercestack.user.profile;

import dev.ecommercestack.platform.problem.ProblemCode;
import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.user.account.Account;
import dev.ecommercestack.user.account.AccountRepository;
import dev.ecommercestack.user.account.DisplayName;
import dev.ecommercestack.user.account.Language;
import dev.ecommercestack.user.login.InvalidFields;
import dev.ecommercestack.user.login.PasswordVerifier;
import dev.ecommercestack.user.password.PasswordHasher;
import dev.ecommercestack.user.password.PasswordPolicy;
import dev.ecommercestack.user.session.EndReason;
import dev.ecommercestack.user.session.Sessions;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Reads and changes an account on behalf of its owner. */
@Service
class ProfileService {
  private final AccountRepository accounts;
  private final PasswordVerifier verifier;
  private final PasswordPolicy policy;
  private final PasswordHasher hasher;
  private final Sessions sessions;
  private final TransactionOperations transactions;
  private final Clock clock;

  ProfileService(
      AccountRepository accounts,
      PasswordVerifier verifier,
      PasswordPolicy policy,
      PasswordHasher hasher,
      Sessions sessions,
      TransactionOperations transactions,
      Clock clock) {
    this.accounts = accounts;
    this.verifier = verifier;
    this.policy = policy;
    this.hasher = hasher;
    this.sessions = sessions;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Returns an account. */
  Account read(UUID id) {
    return accounts
        .find(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.USER_NOT_FOUND, "This account does not exist any more."));
  }

  /** A new password, with the hash that it replaces: that of the verified current password. */
  private record NewPassword(String password, String currentHash) {}

  /**
   * Changes an account: all requested fields or none.
   *
   * @throws ProblemException when a value is not acceptable (400), the current password is wrong
   *     (403), or the password follows a file (409)
   */
  Account change(UUID id, UpdateProfileRequest request) {
    Account account = read(id);
    InvalidFields invalid = new InvalidFields();
    Optional<DisplayName> name =
        request.name() == null
            ? Optional.empty()
            : invalid.require("name", DisplayName.parse(request.name()), DisplayName.EXPECTED);
    Optional<Language> language =
        request.language() == null
            ? Optional.empty()
            : invalid.require("language", Language.parse(request.language()), Language.EXPECTED);
    Optional<NewPassword> password = checkPassword(account, request, invalid);
    // Hashed before the transaction, so that no connection is held meanwhile.
    Optional<String> newHash = password.map(newPassword -> hasher.hash(newPassword.password()));
    return transactions
        .execute(
            ignored -> {
              newHash.ifPresent(
                  hash -> replacePassword(id, password.orElseThrow().currentHash(), hash));
              return accounts.update(id, name, language, clock.instant());
            })
        .orElse(account);
  }

  private Optional<NewPassword> checkPassword(
      Account account, UpdateProfileRequest request, InvalidFields invalid) {
    String newPassword = request.newPassword();
    Optional<String> current = Optional.ofNullable(request.currentPassword());
    if (newPassword != null) {
      invalid.add("newPassword", policy.check(newPassword, Optional.of(account.email())));
      invalid.require("currentPassword", current, "is required to set a new password");
    }
    invalid.throwIfAny();
    return newPassword == null
        ? Optional.empty()
        : current.map(
            currentPassword ->
                new NewPassword(newPassword, verifiedHash(account, currentPassword)));
  }

  private String verifiedHash(Account account, String currentPassword) {
    if (account.passwordFromFile()) {
      throw new ProblemException(
          ProblemCode.PASSWORD_FOLLOWS_FILE,
          "This password comes from the credentials file admin-password: change it there.");
    }
    return verifier
        .verifySignedIn(account, currentPassword)
        .map(Account::passwordHash)
        .orElseThrow(
            () ->
                new ProblemException(ProblemCode.WRONG_PASSWORD, "The current password is wrong."));
  }

  private void replacePassword(UUID id, String currentHash, String newHash) {
    if (!accounts.replacePassword(id, currentHash, newHash, clock.instant())) {
      throw new ProblemException(
          ProblemCode.CONFLICT, "The password was changed at the same time. Log in again.");
    }
    sessions.endAll(id, EndReason.PASSWORD_CHANGE);
  }
}
