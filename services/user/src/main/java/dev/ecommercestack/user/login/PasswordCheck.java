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
 * <p>An address without an account costs what one with an account does: the same rows in the
 * throttle and one hash.
 */
@Service
public class PasswordCheck {
  private final AccountRepository accounts;
  private final PasswordHasher hasher;
  private final LoginThrottle throttle;
  private final KnownDevices devices;
  private final Clock clock;

  PasswordCheck(
      AccountRepository accounts,
      PasswordHasher hasher,
      LoginThrottle throttle,
      KnownDevices devices,
      Clock clock) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.throttle = throttle;
    this.devices = devices;
    this.clock = clock;
  }

  /**
   * Finds the account that an address and a password open.
   *
   * @param address what was typed, which need not be an e-mail address
   * @param client the device and address that the password came from
   * @return the account with the hash that was compared; empty when there is no such account or the
   *     password is wrong: which of the two is not told
   * @throws TooManyAttemptsException when too many were wrong before
   * @throws HashingBusyException when too many others wait; this attempt does not count
   */
  Optional<Account> check(String address, String password, LoginClient client) {
    Optional<Email> email = Email.parse(address);
    Optional<Account> account = email.flatMap(accounts::find);
    LoginAttempt attempt =
        devices
            .find(client.deviceCookie(), account)
            .map(LoginAttempt::ofDevice)
            .orElseGet(
                () ->
                    LoginAttempt.of(
                        email.map(Email::value).orElse(address),
                        ClientNetwork.of(client.address())));
    return compare(attempt, account, password);
  }

  /**
   * Compares the password of somebody who is logged in. Failed logins of others do not count here.
   *
   * @return the account with the hash that was compared; empty when the password is wrong
   * @throws TooManyAttemptsException when too many were wrong before
   * @throws HashingBusyException when too many others wait; this attempt does not count
   */
  public Optional<Account> confirm(Account account, String password) {
    return compare(LoginAttempt.ofSignedIn(account.id()), Optional.of(account), password);
  }

  private Optional<Account> compare(
      LoginAttempt attempt, Optional<Account> account, String password) {
    Optional<Duration> wait = throttle.attempt(attempt);
    if (wait.isPresent()) {
      throw new TooManyAttemptsException(wait.get());
    }
    if (!matches(attempt, account, password)) {
      return Optional.empty();
    }
    throttle.succeeded(attempt);
    return account.map(known -> withRenewedHash(known, password));
  }

  private boolean matches(LoginAttempt attempt, Optional<Account> account, String password) {
    try {
      if (account.isPresent()) {
        return hasher.matches(password, account.get().passwordHash());
      }
      hasher.matchNobody(password);
      return false;
    } catch (HashingBusyException e) {
      throttle.undecided(attempt);
      throw e;
    }
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
