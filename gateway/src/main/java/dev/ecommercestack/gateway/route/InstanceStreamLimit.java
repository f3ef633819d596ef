package dev.ecommercestack.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.platform.problem.ProblemCode;
import java.net.URI;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.filter.ReactiveLoadBalancerClientFilter;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Limits the event streams that are open to one instance of a service. Each stream holds a
 * connection of the pool; other requests to the instance need connections too.
 */
final class InstanceStreamLimit {
  private static final String INSTANCE = InstanceStreamLimit.class.getName();

  private final KeyedSemaphore streams;

  /**
   * @param maxStreams how many streams may be open to one instance
   */
  InstanceStreamLimit(int maxStreams) {
    this.streams = new KeyedSemaphore(maxStreams);
  }

  /** Adds the filters of the limit to a route of event streams. */
  GatewayFilterSpec addTo(GatewayFilterSpec filters) {
    return filters.filter(release()).filter(acquire());
  }

  /** Runs before the filter that writes the response, and so ends when the stream has ended. */
  private GatewayFilter release() {
    return new OrderedGatewayFilter(
        (exchange, chain) -> chain.filter(exchange).doFinally(_ -> release(exchange)),
        NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1);
  }

  /** Runs after the load balancer has chosen an instance, also the other one of a retry. */
  private GatewayFilter acquire() {
    return new OrderedGatewayFilter(
        (exchange, chain) ->
            Mono.defer(
                () -> {
                  release(exchange);
                  return acquire(exchange) ? chain.filter(exchange) : Mono.error(tooManyStreams());
                }),
        ReactiveLoadBalancerClientFilter.LOAD_BALANCER_CLIENT_FILTER_ORDER + 1);
  }

  private boolean acquire(ServerWebExchange exchange) {
    URI chosen = exchange.getRequiredAttribute(GATEWAY_REQUEST_URL_ATTR);
    boolean acquired = streams.tryAcquire(chosen.getAuthority());
    if (acquired) {
      exchange.getAttributes().put(INSTANCE, chosen.getAuthority());
    }
    return acquired;
  }

  private void release(ServerWebExchange exchange) {
    if (exchange.getAttributes().remove(INSTANCE) instanceof String instance) {
      streams.release(instance);
    }
  }

  private static GatewayProblemException tooManyStreams() {
    return new GatewayProblemException(
            ProblemCode.STREAM_CAPACITY_REACHED,
            "Too many event streams are open. Read the claim itself from time to time instead.")
        .header(HttpHeaders.RETRY_AFTER, "5");
  }
}
