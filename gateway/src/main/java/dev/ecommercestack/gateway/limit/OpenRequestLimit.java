package dev.ecommercestack.gateway.limit;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.RequestFilter;
import dev.ecommercestack.gateway.route.KeyedSemaphore;
import dev.ecommercestack.gateway.route.PublicRoute;
import dev.ecommercestack.gateway.route.RouteTarget;
import dev.ecommercestack.platform.problem.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses requests while too many are open at this gateway. Each takes memory: without a limit, a
 * service that is slow, or more requests than the CPU can handle, end with a gateway that has no
 * memory left and answers nobody. The requests to one service may be half of them, so that the
 * other services are reached while it is slow. Event streams have limits of their own.
 */
public final class OpenRequestLimit implements RequestFilter {
  private final Semaphore requests;
  private final KeyedSemaphore requestsByTarget;
  private final Counter refused;

  /**
   * @param maxRequests the number of requests that may be open at a time, at least 1
   * @param meters the registry of the counter of refusals
   */
  OpenRequestLimit(int maxRequests, MeterRegistry meters) {
    this.requests = new Semaphore(maxRequests);
    this.requestsByTarget = new KeyedSemaphore(Math.max(1, maxRequests / 2));
    this.refused =
        Counter.builder("gateway.requests.refused")
            .description("Requests that were refused because too many were open")
            .register(meters);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    RouteTarget target = PublicRoute.of(exchange).target();
    if (target instanceof RouteTarget.Service service && service.streams()) {
      return chain.filter(exchange);
    }
    String key = target instanceof RouteTarget.Service service ? service.name() : "gateway";
    if (!requests.tryAcquire()) {
      return Mono.error(refusal());
    }
    if (!requestsByTarget.tryAcquire(key)) {
      requests.release();
      return Mono.error(refusal());
    }
    return Mono.defer(() -> chain.filter(exchange))
        .doFinally(
            _ -> {
              requestsByTarget.release(key);
              requests.release();
            });
  }

  private GatewayProblemException refusal() {
    refused.increment();
    return new GatewayProblemException(
            ProblemCode.SERVICE_UNAVAILABLE,
            "Too many requests are open. Nothing has happened: try again in 1 s.")
        .header(HttpHeaders.RETRY_AFTER, "1");
  }
}
