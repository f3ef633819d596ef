package dev.ecommercestack.user.login;

import dev.ecommercestack.platform.problem.ProblemException;
import dev.ecommercestack.user.account.Account;
import dev.ecommercestack.user.account.AccountRepository;
import dev.ecommercestack.user.session.IssuedRefreshToken;
import dev.ecommercestack.user.session.RefreshOutcome;
import dev.ecommercestack.user.session.RefreshToken;
import dev.ecommercestack.user.session.Sessions;
import dev.ecommercestack.user.token.TokenIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Login, refresh and logout. Counts {@code user.logins} and {@code user.refreshes} by outcome. */
@Service
class Login {
  private final PasswordCheck passwords;
  private final AccountRepository accounts;
  private final Sessions sessions;
  private final TokenIssuer tokens;
  private final MeterRegistry metrics;

  Login(
      PasswordCheck passwords,
      AccountRepository accounts,
      Sessions sessions,
      TokenIssuer tokens,
      MeterRegistry metrics) {
    this.passwords = passwords;
    this.accounts = accounts;
    this.sessions = sessions;
    this.tokens = tokens;
    this.metrics = metrics;
  }

  /** Finds the account that somebody may open. */
  Account login(LoginRequest request, LoginClient client) {
    Account account =
        find(request, client)
            .orElseThrow(
                () -> {
                  countLogin("wrong_credentials");
                  return new ProblemException(
                      HttpStatus.UNAUTHORIZED,
                      "invalid_credentials",
                      "The e-mail address or the password is wrong.");
                });
    countLogin("success");
    return account;
  }

  /** Begins a session for an account that needs no further proof. */
  SessionResponse open(Account account) {
    return respond(account, sessions.start(account.id()));
  }

  /** Goes on with a session. */
  SessionResponse refresh(RefreshToken presented) {
    return switch (sessions.refresh(presented)) {
      case RefreshOutcome.Rotated(UUID accountId, IssuedRefreshToken next) -> {
        countRefresh("success");
        yield goOn(accountId, next);
      }
      case RefreshOutcome.Repeated(UUID accountId, IssuedRefreshToken next) -> {
        countRefresh("repeated");
        yield goOn(accountId, next);
      }
      case RefreshOutcome.Reused reused -> {
        countRefresh("reused");
        throw new ProblemException(
            HttpStatus.UNAUTHORIZED,
            "refresh_token_reused",
            "This refresh token was used before, so somebody else may have it. The session is over: log in again.");
      }
      case RefreshOutcome.Refused refused -> {
        countRefresh("refused");
        throw invalidRefreshToken();
      }
    };
  }

  /** Ends a session. */
  void logout(RefreshToken presented) {
    sessions.end(presented);
  }

  private Optional<Account> find(LoginRequest request, LoginClient client) {
    try {
      return passwords.check(request.email(), request.password(), client);
    } catch (TooManyAttemptsException e) {
      countLogin("throttled");
      throw e;
    }
  }

  private SessionResponse goOn(UUID accountId, IssuedRefreshToken next) {
    return respond(accounts.find(accountId).orElseThrow(Login::invalidRefreshToken), next);
  }

  private SessionResponse respond(Account account, IssuedRefreshToken refresh) {
    return SessionResponse.of(account, tokens.forAccount(account), refresh);
  }

  private static ProblemException invalidRefreshToken() {
    return new ProblemException(
        HttpStatus.UNAUTHORIZED,
        "invalid_refresh_token",
        "The refresh token is unknown or has expired, or its session is over. Log in again.");
  }

  private void countLogin(String outcome) {
    metrics.counter("user.logins", "outcome", outcome).increment();
  }

  private void countRefresh(String outcome) {
    metrics.counter("user.refreshes", "outcome", outcome).increment();
  }
}
