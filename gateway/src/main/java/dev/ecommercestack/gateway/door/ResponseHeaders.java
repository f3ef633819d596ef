package dev.ecommercestack.gateway.door;

import dev.ecommercestack.gateway.request.Step;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** What browsers are told with every answer, unless the answer says it more exactly. */
final class ResponseHeaders implements Step {
  @Override
  public Mono<Void> pass(ServerWebExchange exchange, WebFilterChain next) {
    exchange
        .getResponse()
        .beforeCommit(
            () -> {
              HttpHeaders headers = exchange.getResponse().getHeaders();
              headers.set("X-Content-Type-Options", "nosniff");
              headers.set("X-Frame-Options", "DENY");
              headers.set("Referrer-Policy", "no-referrer");
              headers.remove("X-XSS-Protection");
              headers.remove("Server");
              if (!headers.containsHeader("Content-Security-Policy")) {
                headers.set(
                    "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
              }
              return Mono.empty();
            });
    return next.filter(exchange);
  }
}
