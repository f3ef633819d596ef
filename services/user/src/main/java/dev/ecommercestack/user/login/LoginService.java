package dev.ecommercestack.user.login;

import dev.ecommercestack.platform.problem.ProblemCode;
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
import org.springframework.stereotype.Service;

/** Login, refresh and logout. Counts {@code user.logins} and {@code user.refreshes} by outcome. */
@Service
class LoginService {
  private final PasswordVerifier verifier;
  private final AccountRepository accounts;
  private final Sessions sessions;
  private final TokenIssuer tokens;
  private final MeterRegistry metrics;

  LoginService(
      PasswordVerifier verifier,
      AccountRepository accounts,
      Sessions sessions,
      TokenIssuer tokens,
      MeterRegistry metrics) {
    this.verifier = verifier;
    this.accounts = accounts;
    this.sessions = sessions;
    this.tokens = tokens;
    this.metrics = metrics;
  }

  /** Authenticates a client; returns its account. */
  Account login(LoginRequest request, LoginClient client) {
    Account account =
        find(request, client)
            .orElseThrow(
                () -> {
                  countLogin("wrong_credentials");
                  return new ProblemException(
                      ProblemCode.INVALID_CREDENTIALS,
                      "The e-mail address or the password is wrong.");
                });
    countLogin("success");
    return account;
  }

  /** Starts a session of an account whose owner was authenticated. */
  SessionResponse startSession(Account account) {
    return respond(account, sessions.start(account.id()));
  }

  /** Exchanges a refresh token. */
  SessionResponse refresh(RefreshToken presented) {
    return switch (sessions.refresh(presented)) {
      case RefreshOutcome.Rotated(UUID accountId, IssuedRefreshToken next) -> {
        countRefresh("success");
        yield continueSession(accountId, next);
      }
      case RefreshOutcome.Repeated(UUID accountId, IssuedRefreshToken next) -> {
        countRefresh("repeated");
        yield continueSession(accountId, next);
      }
      case RefreshOutcome.Reused reused -> {
        countRefresh("reused");
        throw new ProblemException(
            ProblemCode.REFRESH_TOKEN_REUSED,
            "This refresh token was used before, so somebody else may have it. The session has ended: log in again.");
      }
      case RefreshOutcome.Rejected rejected -> {
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
      return verifier.verify(request.email(), request.password(), client);
    } catch (TooManyAttemptsException e) {
      countLogin("throttled");
      throw e;
    }
  }

  private SessionResponse continueSession(UUID accountId, IssuedRefreshToken next) {
    return respond(accounts.find(accountId).orElseThrow(LoginService::invalidRefreshToken), next);
  }

  private SessionResponse respond(Account account, IssuedRefreshToken refresh) {
    return SessionResponse.of(account, tokens.forAccount(account, refresh.sessionId()), refresh);
  }

  private static ProblemException invalidRefreshToken() {
    return new ProblemException(
        ProblemCode.INVALID_REFRESH_TOKEN,
        "The refresh token is unknown or has expired, or its session has ended. Log in again.");
  }

  private void countLogin(String outcome) {
    metrics.counter("user.logins", "outcome", outcome).increment();
  }

  private void countRefresh(String outcome) {
    metrics.counter("user.refreshes", "outcome", outcome).increment();
  }
}
