package dev.ecommercestack.gateway.filter;

import dev.ecommercestack.gateway.request.RequestFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Adds security headers to every response. A Content-Security-Policy of the response itself is
 * kept.
 */
final class ResponseHeaderFilter implements RequestFilter {
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
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
    return chain.filter(exchange);
  }
}
