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
 * Compares passwords. No other class does so, so that none is compared without the throttle.
 *
 * <p>An address without an account causes the same work as one with an account: the same rows in
 * the throttle and one hash.
 */
@Service
public class PasswordVerifier {
  private final AccountRepository accounts;
  private final PasswordHasher hasher;
  private final LoginThrottle throttle;
  private final KnownDevices devices;
  private final Clock clock;

  PasswordVerifier(
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
   * Verifies an address and a password.
   *
   * @param address the text of the request, which need not be an e-mail address
   * @param password the password of the request
   * @param client the client of the request
   * @return the account with the hash that was compared; empty if there is no such account or the
   *     password is wrong
   * @throws TooManyAttemptsException if there were too many failures before
   * @throws HashingBusyException if too many hashes are waiting; the attempt is not counted
   */
  Optional<Account> verify(String address, String password, LoginClient client) {
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
   * Verifies the password of a logged-in user. Failed logins are not counted here.
   *
   * @return the account with the hash that was compared; empty if the password is wrong
   * @throws TooManyAttemptsException if there were too many failures before
   * @throws HashingBusyException if too many hashes are waiting; the attempt is not counted
   */
  public Optional<Account> verifySignedIn(Account account, String password) {
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
    return account.map(found -> withRenewedHash(found, password));
  }

  private boolean matches(LoginAttempt attempt, Optional<Account> account, String password) {
    try {
      if (account.isPresent()) {
        return hasher.matches(password, account.get().passwordHash());
      }
      hasher.matchDummyHash(password);
      return false;
    } catch (HashingBusyException e) {
      throttle.cancel(attempt);
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
