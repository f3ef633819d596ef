package dev.ecommercestack.gateway.security;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.Caller;
import dev.ecommercestack.gateway.request.RequestFilter;
import dev.ecommercestack.gateway.route.PublicRoute;
import dev.ecommercestack.platform.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses an access token whose session has ended, although the token has not expired: on routes
 * that ask for it, and in every request of an administrator.
 *
 * <p>While the user service cannot be reached, an administrator is refused; others pass, because
 * orders are accepted then. A token of the release before has no session and passes until it
 * expires.
 */
public final class SessionFilter implements RequestFilter {
  private static final Logger log = LoggerFactory.getLogger(SessionFilter.class);

  private final SessionStates sessions;
  private final MeterRegistry meters;

  SessionFilter(SessionStates sessions, MeterRegistry meters) {
    this.sessions = sessions;
    this.meters = meters;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    Optional<Caller> caller =
        Caller.of(exchange)
            .filter(user -> user.isAdmin() || PublicRoute.of(exchange).needsLiveSession());
    Optional<String> session = caller.map(Caller::sessionId);
    if (caller.isEmpty() || session.isEmpty()) {
      return chain.filter(exchange);
    }
    return sessions
        .isLive(session.get(), caller.get())
        .onErrorResume(failure -> whileUnavailable(caller.get(), failure))
        .flatMap(
            live -> {
              if (live) {
                return chain.filter(exchange);
              }
              count("ended");
              return Mono.error(AccessTokenFilter.invalidToken());
            });
  }

  private Mono<Boolean> whileUnavailable(Caller caller, Throwable failure) {
    count(caller.isAdmin() ? "refused" : "unchecked");
    log.warn(
        "The session of {} cannot be checked, so its request {}: {}",
        caller.isAdmin() ? "an administrator" : "a user",
        caller.isAdmin() ? "is refused" : "passes",
        failure.toString());
    return caller.isAdmin()
        ? Mono.error(
            new GatewayProblemException(
                    ProblemCode.KEYS_UNAVAILABLE,
                    "Sessions of administrators cannot be checked now because the user service"
                        + " cannot be reached. Try again in a moment.")
                .header(HttpHeaders.RETRY_AFTER, "1"))
        : Mono.just(true);
  }

  private void count(String outcome) {
    meters.counter("gateway.sessions", "outcome", outcome).increment();
  }
}
