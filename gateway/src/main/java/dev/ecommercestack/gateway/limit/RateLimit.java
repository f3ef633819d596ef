package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.Client;
import dev.ecommercestack.gateway.request.Step;
import dev.ecommercestack.gateway.route.Entrance;
import dev.ecommercestack.gateway.route.Target;
import dev.ecommercestack.gateway.security.Caller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses requests beyond a caller's limit. It fails open: when Redis does not answer, requests
 * pass, and Redis is left alone for a moment instead of slowing every one of them down.
 */
public final class RateLimit implements Step {
  private static final Logger log = LoggerFactory.getLogger(RateLimit.class);
  private static final Duration PATIENCE = Duration.ofMillis(250);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Optional<TokenBucket> bucket;
  private final Clock clock;
  private final Counter refused;
  private final Counter unchecked;
  private volatile Instant pausedUntil = Instant.MIN;

  /**
   * @param bucket empty when there are no limits
   */
  RateLimit(Optional<TokenBucket> bucket, Clock clock, MeterRegistry meters) {
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
  public Mono<Void> pass(ServerWebExchange exchange, WebFilterChain next) {
    if (bucket.isEmpty() || Entrance.of(exchange).target() instanceof Target.Page) {
      return next.filter(exchange);
    }
    return wait(bucket.get(), key(exchange))
        .flatMap(
            wait -> {
              if (wait.isZero()) {
                return next.filter(exchange);
              }
              refused.increment();
              return Mono.error(tooMany(wait));
            });
  }

  private Mono<Duration> wait(TokenBucket limited, String key) {
    if (clock.instant().isBefore(pausedUntil)) {
      unchecked.increment();
      return Mono.just(Duration.ZERO);
    }
    return Mono.defer(() -> limited.take(key))
        .timeout(PATIENCE)
        .defaultIfEmpty(Duration.ZERO)
        .onErrorResume(
            failure -> {
              unchecked.increment();
              pausedUntil = clock.instant().plus(PAUSE);
              log.warn("Requests pass without a limit: Redis does not answer ({})", cause(failure));
              return Mono.just(Duration.ZERO);
            });
  }

  private static String cause(Throwable failure) {
    return failure.getCause() == null ? failure.toString() : failure.getCause().toString();
  }

  private static String key(ServerWebExchange exchange) {
    return Caller.of(exchange)
        .map(caller -> "user:" + caller.id())
        .orElseGet(() -> "address:" + Subscriber.of(Client.of(exchange).address()));
  }

  private static GatewayProblemException tooMany(Duration wait) {
    // Rounded up: a client that waits as told is let through.
    long seconds = wait.plusMillis(999).toSeconds();
    return new GatewayProblemException(
            HttpStatus.TOO_MANY_REQUESTS,
            "too_many_requests",
            "Too many requests at once. Try again in %d seconds.".formatted(seconds))
        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }
}
