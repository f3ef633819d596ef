package dev.ecommercestack.gateway.route;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.RequestBodyProgress;
import dev.ecommercestack.platform.problem.ProblemCode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The circuit breaker of one route: refuses requests at once while the service does not answer, so
 * that clients do not wait for a timeout each. It opens when three quarters of the requests of the
 * last 10 s failed, at least ten, and lets three through after 5 s. A request that was retried
 * counts once.
 *
 * <p>A failure is what the gateway has to answer itself (no connection, a lost connection, a
 * timeout), and a 502, 503 or 504 of the service after more than a second. A faster one costs
 * nobody time and says more than this breaker could; every other answer shows that the service
 * works.
 */
final class RouteCircuitBreaker implements GatewayFilter {
  /** A number of requests would be some milliseconds of a busy route. */
  private static final int WINDOW_SECONDS = 10;

  private static final Duration OPEN = Duration.ofSeconds(5);
  private static final Duration LONG_TRIAL = Duration.ofSeconds(30);
  private static final Duration SLOW_REFUSAL = Duration.ofSeconds(1);
  private static final Duration STREAM_START = Duration.ofSeconds(10);

  private static final CircuitBreakerConfig CONFIG =
      CircuitBreakerConfig.custom()
          .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
          .slidingWindowSize(WINDOW_SECONDS)
          .minimumNumberOfCalls(10)
          .failureRateThreshold(75)
          .waitDurationInOpenState(OPEN)
          .permittedNumberOfCallsInHalfOpenState(3)
          .maxWaitDurationInHalfOpenState(LONG_TRIAL)
          .build();

  private final RouteTarget.Service service;
  private final CircuitBreaker breaker;

  /**
   * @param route the route, whose target is a service
   * @param meters where the state is shown as {@code gateway.circuit.open}, 1 or 0
   */
  RouteCircuitBreaker(PublicRoute route, MeterRegistry meters) {
    this.service = (RouteTarget.Service) route.target();
    this.breaker = CircuitBreaker.of(route.name(), CONFIG);
    Gauge.builder("gateway.circuit.open", breaker, RouteCircuitBreaker::openness)
        .description("1 while requests of a route are refused, because the service does not answer")
        .tag("route", route.name())
        .register(meters);
  }

  private static double openness(CircuitBreaker breaker) {
    return breaker.getState() == CircuitBreaker.State.CLOSED ? 0 : 1;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    if (!breaker.tryAcquirePermission()) {
      return Mono.error(refusal());
    }
    long start = System.nanoTime();
    return untilResponse(exchange, chain)
        .doOnSuccess(_ -> answered(exchange.getResponse().getStatusCode(), start))
        .doOnError(failure -> failed(exchange, failure, start))
        .doOnCancel(breaker::releasePermission);
  }

  /** The response of a service has a timeout of its own, except for an event stream. */
  private Mono<Void> untilResponse(ServerWebExchange exchange, GatewayFilterChain chain) {
    Mono<Void> response = chain.filter(exchange);
    return service.streams() ? response.timeout(STREAM_START) : response;
  }

  private void answered(@Nullable HttpStatusCode status, long start) {
    long nanos = System.nanoTime() - start;
    if (isRefusal(status) && nanos > SLOW_REFUSAL.toNanos()) {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, new TimeoutException());
    } else {
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private static boolean isRefusal(@Nullable HttpStatusCode status) {
    return status != null && status.value() >= 502 && status.value() <= 504;
  }

  /** A refusal of the gateway, or a body that the client does not send, shows nothing. */
  private void failed(ServerWebExchange exchange, Throwable failure, long start) {
    if (failure instanceof GatewayProblemException
        || RequestBodyProgress.waitsForClient(exchange)) {
      breaker.releasePermission();
    } else {
      breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
    }
  }

  private GatewayProblemException refusal() {
    return new GatewayProblemException(
            ProblemCode.SERVICE_UNAVAILABLE,
            "The service %s does not answer now. Nothing has happened: try again in %d s."
                .formatted(service.name(), OPEN.toSeconds()))
        .header(HttpHeaders.RETRY_AFTER, Long.toString(OPEN.toSeconds()));
  }
}
