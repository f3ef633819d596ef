package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.Caller;
import dev.ecommercestack.gateway.request.ClientConnection;
import dev.ecommercestack.gateway.request.RequestFilter;
import dev.ecommercestack.gateway.route.PublicRoute;
import dev.ecommercestack.gateway.route.RouteTarget;
import dev.ecommercestack.platform.problem.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses requests beyond the rate limit of their caller. It fails open: when Redis does not
 * answer, requests pass, and the filter does not ask Redis again for a while, so that not every
 * request waits for the timeout.
 */
public final class RateLimitFilter implements RequestFilter {
  private static final Logger log = LoggerFactory.getLogger(RateLimitFilter.class);
  private static final Duration REDIS_TIMEOUT = Duration.ofMillis(250);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

  private final Optional<RedisTokenBucket> bucket;
  private final Clock clock;
  private final Counter refused;
  private final Counter unchecked;
  private volatile Instant pausedUntil = Instant.MIN;

  /**
   * @param bucket the token buckets of all callers; empty when no limit is configured
   */
  RateLimitFilter(Optional<RedisTokenBucket> bucket, Clock clock, MeterRegistry meters) {
    this.bucket = bucket;
    this.clock = clock;
    this.refused =
        Counter.builder("gateway.ratelimit.refused")
            .description("Requests beyond their caller's limit")
            .register(meters);
    this.unchecked =
        Counter.builder("gateway.ratelimit.unchecked")
            .description("Requests let through because Redis did not answer")
            .register(meters);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (bucket.isEmpty() || PublicRoute.of(exchange).target() instanceof RouteTarget.StaticFile) {
      return chain.filter(exchange);
    }
    return waitTime(bucket.get(), callerKey(exchange))
        .flatMap(
            waitTime -> {
              if (waitTime.isZero()) {
                return chain.filter(exchange);
              }
              refused.increment();
              return Mono.error(tooManyRequests(waitTime));
            });
  }

  /** Takes a token; zero when there was one, or when Redis does not answer. */
  private Mono<Duration> waitTime(RedisTokenBucket tokens, String caller) {
    if (clock.instant().isBefore(pausedUntil)) {
      unchecked.increment();
      return Mono.just(Duration.ZERO);
    }
    return Mono.defer(() -> tokens.take(caller))
        .timeout(REDIS_TIMEOUT)
        .defaultIfEmpty(Duration.ZERO)
        .onErrorResume(
            failure -> {
              unchecked.increment();
              pausedUntil = clock.instant().plus(PAUSE_AFTER_FAILURE);
              log.warn(
                  "Redis does not answer: requests pass without a rate limit for {} ms ({})",
                  PAUSE_AFTER_FAILURE.toMillis(),
                  cause(failure));
              return Mono.just(Duration.ZERO);
            });
  }

  private static String cause(Throwable failure) {
    return failure.getCause() == null ? failure.toString() : failure.getCause().toString();
  }

  private static String callerKey(ServerWebExchange exchange) {
    return Caller.of(exchange)
        .map(caller -> "user:" + caller.id())
        .orElseGet(() -> "address:" + ClientNetwork.of(ClientConnection.of(exchange).address()));
  }

  private static GatewayProblemException tooManyRequests(Duration waitTime) {
    // Rounded up, so that a request after this time is not refused again.
    long seconds = waitTime.plusMillis(999).toSeconds();
    return new GatewayProblemException(
            ProblemCode.TOO_MANY_REQUESTS,
            "Too many requests at once. Try again in %d seconds.".formatted(seconds))
        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }
}
