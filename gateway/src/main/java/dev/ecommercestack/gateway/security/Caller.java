package dev.ecommercestack.gateway.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who asks.
 *
 * @param id the user's id
 * @param roles {@code CUSTOMER}, {@code ADMIN}
 * @param token the access token that says so
 * @param expiresAt until when it is valid
 */
public record Caller(String id, List<String> roles, String token, Instant expiresAt) {
  private static final String ATTRIBUTE = Caller.class.getName();
  private static final String ADMIN = "ADMIN";

  /** Whether it is an administrator. */
  public boolean isAdmin() {
    return roles.contains(ADMIN);
  }

  /** Returns who sent a request, empty when nobody has logged in. */
  public static Optional<Caller> of(ServerWebExchange exchange) {
    return Optional.ofNullable(exchange.getAttribute(ATTRIBUTE));
  }

  /** Returns the id of who sent a request, {@code -} when nobody has logged in. */
  public static String idOf(ServerWebExchange exchange) {
    return of(exchange).map(Caller::id).orElse("-");
  }

  void mark(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }

  /** Hides the token: records end up in logs. */
  @Override
  public String toString() {
    return "Caller[" + id + "]";
  }
}
