package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.limit.RateLimitSettings.Rate;
import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.platform.problem.ProblemCode;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Limits the checks of access tokens for a client address that has sent too many invalid ones. The
 * check of a signature is the most expensive part of a request in the gateway.
 */
public final class InvalidTokenLimit {
  private final Supplier<RateLimitSettings> settings;
  private final LocalTokenBuckets buckets;
  private final TooManyRequests refusals;

  InvalidTokenLimit(
      Supplier<RateLimitSettings> settings, LocalTokenBuckets buckets, TooManyRequests refusals) {
    this.settings = settings;
    this.buckets = buckets;
    this.refusals = refusals;
  }

  /**
   * Returns the check of a token, or a refusal when the client address has sent too many invalid
   * ones. A token that is known to be valid needs no check, and must not come here: other clients
   * of the address may have sent the invalid ones.
   *
   * @param exchange the request with the token
   * @param check fails with {@link ProblemCode#INVALID_TOKEN} if the token is not valid
   */
  public <T> Mono<T> limit(ServerWebExchange exchange, Mono<T> check) {
    RateLimitSettings current = settings.get();
    if (!current.enabled()) {
      return check;
    }
    Rate rate = current.perAddress().invalidToken();
    String key = "invalid-token:" + ClientNetwork.of(exchange);
    Duration waitTime = buckets.waitTime(key, rate);
    if (waitTime.isPositive()) {
      return Mono.error(refusals.of("invalid_token", waitTime));
    }
    return check.doOnError(
        failure -> {
          if (failure instanceof GatewayProblemException problem
              && problem.code() == ProblemCode.INVALID_TOKEN) {
            buckets.take(key, rate);
          }
        });
  }
}
