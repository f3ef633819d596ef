package dev.ecommercestack.user.login;

import dev.ecommercestack.user.account.Account;
import dev.ecommercestack.user.account.AccountRepository;
import dev.ecommercestack.user.account.Email;
import dev.ecommercestack.user.password.HashingBusyException;
import dev.ecommercestack.user.password.PasswordHasher;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * The only place that compares passwords, so that none is compared unthrottled.
 *
 * <p>An address without an account costs what one with an account does: a row in the throttle and
 * one hash.
 */
@Service
public class PasswordCheck {
  private final AccountRepository accounts;
  private final PasswordHasher hasher;
  private final LoginThrottle throttle;
  private final Clock clock;

  PasswordCheck(
      AccountRepository accounts, PasswordHasher hasher, LoginThrottle throttle, Clock clock) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.throttle = throttle;
    this.clock = clock;
  }

  /**
   * Finds the account that an address and a password open.
   *
   * @return the account with the hash that was compared; empty when there is no such account or the
   *     password is wrong: which of the two is not told
   * @throws TooManyAttemptsException when too many were wrong before
   * @throws HashingBusyException when too many others wait; this attempt does not count
   */
  public Optional<Account> check(Email email, String password) {
    Optional<Duration> wait = throttle.attempt(email);
    if (wait.isPresent()) {
      throw new TooManyAttemptsException(wait.get());
    }
    Optional<Account> account = accounts.find(email);
    if (!matches(email, account, password)) {
      return Optional.empty();
    }
    throttle.succeeded(email);
    return account.map(known -> withRenewedHash(known, password));
  }

  private boolean matches(Email email, Optional<Account> account, String password) {
    try {
      if (account.isPresent()) {
        return hasher.matches(password, account.get().passwordHash());
      }
      hasher.matchNobody(password);
      return false;
    } catch (HashingBusyException e) {
      throttle.undecided(email);
      throw e;
    }
  }

  /** Takes as long as {@link #check} for text that is no address at all, and finds nothing. */
  public void checkNobody(String password) {
    hasher.matchNobody(password);
  }

  private Account withRenewedHash(Account account, String password) {
    if (!hasher.isOutdated(account.passwordHash())) {
      return account;
    }
    String renewed = hasher.hash(password);
    boolean replaced =
        accounts.replacePassword(account.id(), account.passwordHash(), renewed, clock.instant());
    return replaced ? account.withPasswordHash(renewed) : account;
  }
}
