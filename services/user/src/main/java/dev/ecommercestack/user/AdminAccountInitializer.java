package dev.ecommercestack.user;

import dev.ecommercestack.platform.id.Uuid7;
import dev.ecommercestack.user.account.Account;
import dev.ecommercestack.user.account.AccountRepository;
import dev.ecommercestack.user.account.DisplayName;
import dev.ecommercestack.user.account.Email;
import dev.ecommercestack.user.account.Language;
import dev.ecommercestack.user.account.Role;
import dev.ecommercestack.user.password.PasswordHasher;
import dev.ecommercestack.user.session.EndReason;
import dev.ecommercestack.user.session.Sessions;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Creates the administrator's account from the credentials files, or updates it. Runs before the
 * instance accepts requests, so that nobody can sign up with the address first.
 */
@Component
class AdminAccountInitializer implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(AdminAccountInitializer.class);
  private static final int MIN_PASSWORD_LENGTH = 12;

  private final AccountRepository accounts;
  private final PasswordHasher hasher;
  private final Sessions sessions;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final String email;
  private final String password;

  AdminAccountInitializer(
      AccountRepository accounts,
      PasswordHasher hasher,
      Sessions sessions,
      TransactionOperations transactions,
      Clock clock,
      @Value("${admin-email:}") String email,
      @Value("${admin-password:}") String password) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.sessions = sessions;
    this.transactions = transactions;
    this.clock = clock;
    this.email = email;
    this.password = password;
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (email.isEmpty() && password.isEmpty()) {
      log.warn(
          "There is no administrator: the credentials files admin-email and admin-password are missing");
      return;
    }
    Email address =
        Email.parse(email)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The credentials file admin-email " + Email.EXPECTED));
    if (password.length() < MIN_PASSWORD_LENGTH) {
      throw new IllegalStateException(
          "The credentials file admin-password needs at least %d characters: create one with `openssl rand -base64 24`"
              .formatted(MIN_PASSWORD_LENGTH));
    }
    ensure(address);
  }

  private void ensure(Email address) {
    Optional<Account> known = accounts.find(address);
    if (known.isEmpty() && create(address)) {
      log.info("Created the administrator's account");
      return;
    }
    // Another instance may have created it just now: then it is found here and needs no update.
    accounts.find(address).filter(account -> !isUpToDate(account)).ifPresent(this::update);
  }

  private boolean create(Email address) {
    return accounts.insert(
        new Account(
            Uuid7.next(),
            address,
            new DisplayName("Administrator"),
            Language.DEFAULT,
            hasher.hash(password),
            true,
            Set.of(Role.CUSTOMER, Role.ADMIN),
            clock.instant()));
  }

  private boolean isUpToDate(Account account) {
    return account.roles().contains(Role.ADMIN)
        && account.passwordFromFile()
        && hasher.matches(password, account.passwordHash());
  }

  /**
   * Sets the password of the file and ends all sessions: those of people who knew the old password,
   * or who had signed up with the address.
   */
  private void update(Account account) {
    String hash = hasher.hash(password);
    transactions.executeWithoutResult(
        ignored -> {
          accounts.promote(account.id(), hash, clock.instant());
          sessions.endAll(account.id(), EndReason.PASSWORD_CHANGE);
        });
    log.info("Updated the administrator's account from the credentials files");
  }
}
