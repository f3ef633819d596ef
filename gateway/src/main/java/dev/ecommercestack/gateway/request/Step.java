package dev.ecommercestack.gateway.request;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Something that requests pass on their way in. */
@FunctionalInterface
public interface Step {
  /**
   * Passes a request on, changed or not, or refuses it by an error.
   *
   * @param exchange the request and its answer
   * @param next what comes behind
   */
  Mono<Void> pass(ServerWebExchange exchange, WebFilterChain next);
}
