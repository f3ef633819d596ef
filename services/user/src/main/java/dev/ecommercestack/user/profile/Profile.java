package dev.ecommercestack.user.profile;

import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.user.account.Account;
import dev.ecommercestack.user.account.AccountRepository;
import dev.ecommercestack.user.account.DisplayName;
import dev.ecommercestack.user.account.Language;
import dev.ecommercestack.user.login.PasswordCheck;
import dev.ecommercestack.user.password.PasswordHasher;
import dev.ecommercestack.user.password.PasswordPolicy;
import dev.ecommercestack.user.session.EndReason;
import dev.ecommercestack.user.session.Sessions;
import dev.ecommercestack.user.validation.InvalidFields;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Reads and changes an account on behalf of its owner. */
@Service
class Profile {
  private final AccountRepository accounts;
  private final PasswordCheck passwords;
  private final PasswordPolicy policy;
  private final PasswordHasher hasher;
  private final Sessions sessions;
  private final TransactionOperations transactions;
  private final Clock clock;

  Profile(
      AccountRepository accounts,
      PasswordCheck passwords,
      PasswordPolicy policy,
      PasswordHasher hasher,
      Sessions sessions,
      TransactionOperations transactions,
      Clock clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.policy = policy;
    this.hasher = hasher;
    this.sessions = sessions;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The account of somebody with a valid token. */
  Account read(UUID id) {
    return accounts
        .find(id)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "user_not_found", "This account does not exist any more."));
  }

  /** A password to be replaced, if it is still what it was when its owner proved to know it. */
  private record NewPassword(String password, String seenHash) {}

  /**
   * Changes an account: everything that is asked for, or nothing.
   *
   * @throws ProblemException when a value is not acceptable (400), the current password is wrong
   *     (403), or the password follows a file (409)
   */
  Account change(UUID id, UpdateProfileRequest request) {
    Account account = read(id);
    InvalidFields invalid = new InvalidFields();
    DisplayName name =
        request.name() == null
            ? account.name()
            : invalid
                .require("name", DisplayName.parse(request.name()), DisplayName.EXPECTED)
                .orElse(account.name());
    Language language =
        request.language() == null
            ? account.language()
            : invalid
                .require("language", Language.parse(request.language()), Language.EXPECTED)
                .orElse(account.language());
    Optional<NewPassword> password = checkPassword(account, request, invalid);
    // Hashed before the transaction: a connection must not wait for it.
    Optional<String> newHash = password.map(wanted -> hasher.hash(wanted.password()));
    return transactions
        .execute(
            ignored -> {
              newHash.ifPresent(hash -> replace(id, password.orElseThrow().seenHash(), hash));
              return accounts.update(id, name, language, clock.instant());
            })
        .orElse(account);
  }

  private Optional<NewPassword> checkPassword(
      Account account, UpdateProfileRequest request, InvalidFields invalid) {
    String wanted = request.newPassword();
    Optional<String> current = Optional.ofNullable(request.currentPassword());
    if (wanted != null) {
      invalid.add("newPassword", policy.check(wanted, Optional.of(account.email())));
      invalid.require("currentPassword", current, "is needed to set a new password");
    }
    invalid.throwIfAny();
    return wanted == null
        ? Optional.empty()
        : current.map(proof -> new NewPassword(wanted, verifiedHash(account, proof)));
  }

  private String verifiedHash(Account account, String currentPassword) {
    if (account.passwordFromFile()) {
      throw ProblemException.conflict(
          "password_follows_file",
          "This password comes from the credentials file admin-password: change it there.");
    }
    return passwords
        .confirm(account, currentPassword)
        .map(Account::passwordHash)
        .orElseThrow(
            () ->
                new ProblemException(
                    HttpStatus.FORBIDDEN, "wrong_password", "The current password is wrong."));
  }

  private void replace(UUID id, String seenHash, String newHash) {
    if (!accounts.replacePassword(id, seenHash, newHash, clock.instant())) {
      throw ProblemException.conflict(
          "conflict", "The password was changed at the same time. Log in again.");
    }
    sessions.endAll(id, EndReason.PASSWORD_CHANGE);
  }
}
