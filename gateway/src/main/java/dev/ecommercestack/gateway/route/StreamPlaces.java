package dev.ecommercestack.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.filter.ReactiveLoadBalancerClientFilter;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Keeps streams, each of which holds a connection, from taking all that there may be to an instance
 * of a service: other requests need some too.
 */
final class StreamPlaces {
  private static final String PLACE = StreamPlaces.class.getName();

  private final int most;
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();

  /**
   * @param most how many streams may lead to one instance
   */
  StreamPlaces(int most) {
    this.most = most;
  }

  /** Adds what a route of streams needs. */
  GatewayFilterSpec bound(GatewayFilterSpec filters) {
    return filters.filter(around()).filter(toInstance());
  }

  /** Around the writing of the answer, which begins when the filters behind it have ended. */
  private GatewayFilter around() {
    return new OrderedGatewayFilter(
        (exchange, chain) -> chain.filter(exchange).doFinally(signal -> giveBack(exchange)),
        NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1);
  }

  /** Once it is known which instance it is; again when the request is repeated to another one. */
  private GatewayFilter toInstance() {
    return new OrderedGatewayFilter(
        (exchange, chain) ->
            Mono.defer(
                () -> {
                  giveBack(exchange);
                  return take(exchange) ? chain.filter(exchange) : Mono.error(tooMany());
                }),
        ReactiveLoadBalancerClientFilter.LOAD_BALANCER_CLIENT_FILTER_ORDER + 1);
  }

  private boolean take(ServerWebExchange exchange) {
    URI chosen = exchange.getRequiredAttribute(GATEWAY_REQUEST_URL_ATTR);
    AtomicBoolean free = new AtomicBoolean();
    taken.compute(
        chosen.getAuthority(),
        (instance, known) -> {
          int count = known == null ? 0 : known;
          free.set(count < most);
          return free.get() ? count + 1 : count;
        });
    if (free.get()) {
      exchange.getAttributes().put(PLACE, chosen.getAuthority());
    }
    return free.get();
  }

  private void giveBack(ServerWebExchange exchange) {
    if (exchange.getAttributes().remove(PLACE) instanceof String instance) {
      taken.computeIfPresent(instance, (key, count) -> count == 1 ? null : count - 1);
    }
  }

  private static GatewayProblemException tooMany() {
    return new GatewayProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "too_many_streams",
            "Too many watch their claims now. Ask for the claim itself from time to time.")
        .header(HttpHeaders.RETRY_AFTER, "5");
  }
}
