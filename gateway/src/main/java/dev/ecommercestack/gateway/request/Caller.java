package dev.ecommercestack.gateway.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * The user who has sent a request, as the checked access token names it.
 *
 * @param id the id of the user
 * @param roles the roles of the user: {@code CUSTOMER}, {@code ADMIN}
 * @param token the access token
 * @param expiresAt when the access token expires
 * @param sessionId the session that the token belongs to; null in tokens of the release before
 */
public record Caller(
    String id, List<String> roles, String token, Instant expiresAt, @Nullable String sessionId) {
  private static final String ATTRIBUTE = Caller.class.getName();
  private static final String ADMIN = "ADMIN";

  /** Returns whether the user is an administrator. */
  public boolean isAdmin() {
    return roles.contains(ADMIN);
  }

  /** Returns the user who has sent a request; empty when the request has no token. */
  public static Optional<Caller> of(ServerWebExchange exchange) {
    return Optional.ofNullable(exchange.getAttribute(ATTRIBUTE));
  }

  /** Returns the id of the user who has sent a request; {@code -} when it has no token. */
  public static String idOf(ServerWebExchange exchange) {
    return of(exchange).map(Caller::id).orElse("-");
  }

  /** Stores this as the caller of a request. */
  public void storeIn(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }

  /** Leaves the token out, because records are written to logs. */
  @Override
  public String toString() {
    return "Caller[" + id + "]";
  }
}
