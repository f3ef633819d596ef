package dev.ecommercestack.gateway.security;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.Step;
import dev.ecommercestack.gateway.route.Access;
import dev.ecommercestack.gateway.route.Entrance;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Checks the access token of a request as its entrance asks. What goes on to a service carries one
 * checked Bearer token or none, and no cookie but, with a login, that of a known device.
 */
public final class TokenCheck implements Step {
  /** The cookie with an administrator's token, for pages that a browser opens itself. */
  public static final String ADMIN_COOKIE = "ecommerce-stack-admin";

  /** The cookie by which user knows a device again; nobody else gets it. */
  private static final String DEVICE_COOKIE = "ecommerce-stack-device";

  private static final Logger log = LoggerFactory.getLogger(TokenCheck.class);
  private static final String SCHEME = "Bearer ";

  private final Tokens tokens;

  TokenCheck(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Mono<Void> pass(ServerWebExchange exchange, WebFilterChain next) {
    Access access = Entrance.of(exchange).access();
    if (access == Access.ANONYMOUS) {
      return next.filter(without(exchange, cookie(exchange, DEVICE_COOKIE)));
    }
    List<String> sent =
        exchange.getRequest().getHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
    if (sent.size() > 1) {
      return Mono.error(invalid());
    }
    Optional<String> token =
        sent.stream()
            .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            .map(value -> value.substring(SCHEME.length()).strip())
            .findFirst()
            .or(() -> access == Access.ADMIN ? cookie(exchange, ADMIN_COOKIE) : Optional.empty());
    if (token.isEmpty()) {
      return access == Access.OPEN
          ? next.filter(without(exchange, Optional.empty()))
          : Mono.error(unauthenticated(access));
    }
    return tokens
        .read(token.get())
        .onErrorMap(TokenCheck::refusal)
        .flatMap(
            caller -> {
              caller.mark(exchange);
              return access == Access.ADMIN && !caller.isAdmin()
                  ? Mono.error(forbidden())
                  : next.filter(with(exchange, caller));
            });
  }

  private static Optional<String> cookie(ServerWebExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(name))
        .map(HttpCookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  private static ServerWebExchange without(ServerWebExchange exchange, Optional<String> device) {
    return exchange
        .mutate()
        .request(
            request ->
                request.headers(
                    headers -> {
                      headers.remove(HttpHeaders.AUTHORIZATION);
                      headers.remove(HttpHeaders.COOKIE);
                      device.ifPresent(
                          value -> headers.set(HttpHeaders.COOKIE, DEVICE_COOKIE + "=" + value));
                    }))
        .build();
  }

  private static ServerWebExchange with(ServerWebExchange exchange, Caller caller) {
    return exchange
        .mutate()
        .request(
            request ->
                request.headers(
                    headers -> {
                      headers.setBearerAuth(caller.token());
                      headers.remove(HttpHeaders.COOKIE);
                    }))
        .build();
  }

  private static Throwable refusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IssuerKeys.KeysUnavailableException) {
        log.warn("A token cannot be checked: {}", String.valueOf(cause.getMessage()));
        return new GatewayProblemException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "keys_unavailable",
                "Tokens cannot be checked now because their issuer cannot be reached. Try again in"
                    + " a moment.")
            .header(HttpHeaders.RETRY_AFTER, "1");
      }
    }
    if (failure instanceof JwtException) {
      log.debug("Refused a token: {}", failure.getMessage());
      return invalid();
    }
    return failure;
  }

  private static GatewayProblemException invalid() {
    return new GatewayProblemException(
            HttpStatus.UNAUTHORIZED,
            "invalid_token",
            "The access token is not valid or has expired. Refresh it or log in again.")
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
  }

  private static GatewayProblemException unauthenticated(Access access) {
    String how =
        access == Access.ADMIN
            ? "Log in on the page / as an administrator and open this from there, or send the"
                + " access token as 'Authorization: Bearer <token>'."
            : "Log in and send the access token as 'Authorization: Bearer <token>'.";
    return new GatewayProblemException(HttpStatus.UNAUTHORIZED, "unauthenticated", how)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }

  private static GatewayProblemException forbidden() {
    return new GatewayProblemException(
        HttpStatus.FORBIDDEN, "forbidden", "This is for administrators only.");
  }
}
