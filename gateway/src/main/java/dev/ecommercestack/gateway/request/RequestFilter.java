package dev.ecommercestack.gateway.request;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A filter of the request filter chain. It has the method of Spring's {@code WebFilter}, but
 * another type: Spring would run each bean of that type by itself, in an order of its own.
 */
@FunctionalInterface
public interface RequestFilter {
  /**
   * Passes a request on to the rest of the chain, changed or not, or refuses it with an error.
   *
   * @param exchange the request and its response
   * @param chain the rest of the chain
   * @return completes when the response is complete
   */
  Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain);
}
