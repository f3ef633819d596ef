package dev.ecommercestack.gateway.route;

import dev.ecommercestack.platform.balancing.UnsentRequest;
import java.io.IOException;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Sends a failed request again, to an instance that it was not sent to before. Every request up to
 * twice, if there was no connection: no instance has seen it, and its body has not been read. A GET
 * or HEAD once also if the connection was lost or the answer is 503.
 */
final class RequestRetry implements GatewayFilter {
  private static final int MAX_UNSENT = 2;
  private static final int MAX_READ = 1;

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    return attempt(exchange, chain, 0);
  }

  private static Mono<Void> attempt(
      ServerWebExchange exchange, GatewayFilterChain chain, int failed) {
    Mono<Void> response =
        chain
            .filter(exchange)
            .onErrorResume(
                failure ->
                    mayRetry(exchange, failure, failed)
                        ? again(exchange, chain, failed)
                        : Mono.error(failure));
    return isRead(exchange) && failed < MAX_READ
        ? response.then(
            Mono.defer(
                () -> isUnavailable(exchange) ? again(exchange, chain, MAX_READ) : Mono.empty()))
        : response;
  }

  private static Mono<Void> again(
      ServerWebExchange exchange, GatewayFilterChain chain, int failed) {
    TriedInstances.addInstance(exchange);
    ServerWebExchangeUtils.reset(exchange);
    return attempt(exchange, chain, failed + 1);
  }

  private static boolean mayRetry(ServerWebExchange exchange, Throwable failure, int failed) {
    if (exchange.getResponse().isCommitted()) {
      return false;
    }
    return UnsentRequest.causedBy(failure)
        ? failed < MAX_UNSENT
        : failed < MAX_READ && isRead(exchange) && isLost(failure);
  }

  private static boolean isLost(Throwable failure) {
    return failure instanceof IOException || failure.getCause() instanceof IOException;
  }

  private static boolean isUnavailable(ServerWebExchange exchange) {
    return !exchange.getResponse().isCommitted()
        && HttpStatus.SERVICE_UNAVAILABLE.equals(exchange.getResponse().getStatusCode());
  }

  private static boolean isRead(ServerWebExchange exchange) {
    HttpMethod method = exchange.getRequest().getMethod();
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }
}
