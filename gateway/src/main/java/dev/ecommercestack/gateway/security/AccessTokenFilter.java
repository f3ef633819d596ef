package dev.ecommercestack.gateway.security;

import dev.ecommercestack.gateway.limit.InvalidTokenLimit;
import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.Caller;
import dev.ecommercestack.gateway.request.RequestFilter;
import dev.ecommercestack.gateway.route.Access;
import dev.ecommercestack.gateway.route.PublicRoute;
import dev.ecommercestack.platform.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Checks the access token of a request as its route demands. A request that is passed on carries
 * the checked token as its only Bearer token, or none, and no cookie except that of a known device
 * on routes for the login.
 */
public final class AccessTokenFilter implements RequestFilter {
  /** The cookie with the token of an administrator, for pages that the browser itself opens. */
  public static final String ADMIN_COOKIE = "ecommerce-stack-admin";

  /** The cookie by which the user service recognises a device; no other service gets it. */
  private static final String DEVICE_COOKIE = "ecommerce-stack-device";

  private static final Logger log = LoggerFactory.getLogger(AccessTokenFilter.class);
  private static final String BEARER = "Bearer ";

  private final AccessTokenDecoder decoder;
  private final InvalidTokenLimit invalidTokens;

  AccessTokenFilter(AccessTokenDecoder decoder, InvalidTokenLimit invalidTokens) {
    this.decoder = decoder;
    this.invalidTokens = invalidTokens;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    Access access = PublicRoute.of(exchange).access();
    if (access == Access.ANONYMOUS) {
      return chain.filter(withoutToken(exchange, cookie(exchange, DEVICE_COOKIE)));
    }
    List<String> authorization =
        exchange.getRequest().getHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
    if (authorization.size() > 1) {
      return Mono.error(invalidToken());
    }
    Optional<String> token =
        authorization.stream()
            .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(value -> value.substring(BEARER.length()).strip())
            .findFirst()
            .or(() -> access == Access.ADMIN ? cookie(exchange, ADMIN_COOKIE) : Optional.empty());
    if (token.isEmpty()) {
      return access == Access.OPTIONAL_LOGIN
          ? chain.filter(withoutToken(exchange, Optional.empty()))
          : Mono.error(unauthenticated(access));
    }
    return caller(exchange, token.get())
        .flatMap(
            caller -> {
              caller.storeIn(exchange);
              return access == Access.ADMIN && !caller.isAdmin()
                  ? Mono.error(forbidden())
                  : chain.filter(withToken(exchange, caller));
            });
  }

  private Mono<Caller> caller(ServerWebExchange exchange, String token) {
    return decoder
        .cached(token)
        .map(Mono::just)
        .orElseGet(
            () ->
                invalidTokens.limit(
                    exchange, decoder.decode(token).onErrorMap(AccessTokenFilter::toProblem)));
  }

  private static Optional<String> cookie(ServerWebExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(name))
        .map(HttpCookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  private static ServerWebExchange withoutToken(
      ServerWebExchange exchange, Optional<String> deviceCookie) {
    HttpHeaders received = exchange.getRequest().getHeaders();
    if (!received.containsHeader(HttpHeaders.AUTHORIZATION)
        && !received.containsHeader(HttpHeaders.COOKIE)) {
      return exchange;
    }
    return exchange
        .mutate()
        .request(
            request ->
                request.headers(
                    headers -> {
                      headers.remove(HttpHeaders.AUTHORIZATION);
                      headers.remove(HttpHeaders.COOKIE);
                      deviceCookie.ifPresent(
                          value -> headers.set(HttpHeaders.COOKIE, DEVICE_COOKIE + "=" + value));
                    }))
        .build();
  }

  private static ServerWebExchange withToken(ServerWebExchange exchange, Caller caller) {
    HttpHeaders received = exchange.getRequest().getHeaders();
    String authorization = received.getFirst(HttpHeaders.AUTHORIZATION);
    if (authorization != null
        && authorization.length() == BEARER.length() + caller.token().length()
        && authorization.startsWith(BEARER)
        && authorization.endsWith(caller.token())
        && !received.containsHeader(HttpHeaders.COOKIE)) {
      return exchange;
    }
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

  private static Throwable toProblem(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IssuerKeyCache.KeysUnavailableException) {
        log.warn("An access token cannot be checked: {}", String.valueOf(cause.getMessage()));
        return cannotCheck("because the user service cannot be reached");
      }
    }
    if (failure instanceof RejectedExecutionException) {
      return cannotCheck("because too many requests came at once");
    }
    if (failure instanceof JwtException) {
      log.debug("Access token refused: {}", failure.getMessage());
      return invalidToken();
    }
    return failure;
  }

  private static GatewayProblemException cannotCheck(String reason) {
    return new GatewayProblemException(
            ProblemCode.KEYS_UNAVAILABLE,
            "Access tokens cannot be checked now " + reason + ". Try again in a moment.")
        .header(HttpHeaders.RETRY_AFTER, "1");
  }

  static GatewayProblemException invalidToken() {
    return new GatewayProblemException(
            ProblemCode.INVALID_TOKEN,
            "The access token is not valid or has expired. Refresh it or log in again.")
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
  }

  private static GatewayProblemException unauthenticated(Access access) {
    String how =
        access == Access.ADMIN
            ? "Log in on the page / as an administrator and open this from there, or send the"
                + " access token as 'Authorization: Bearer <token>'."
            : "Log in and send the access token as 'Authorization: Bearer <token>'.";
    return new GatewayProblemException(ProblemCode.UNAUTHENTICATED, how)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }

  private static GatewayProblemException forbidden() {
    return new GatewayProblemException(
        ProblemCode.FORBIDDEN, "Only administrators may use this path.");
  }
}
