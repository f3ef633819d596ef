package dev.ecommercestack.gateway.door;

import dev.ecommercestack.gateway.request.Step;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets pages of other origins call. A simple request of a foreign page is answered without the
 * header, so that its browser keeps the answer from it: it could be the shop's own page behind a
 * proxy that ends TLS, whose origin the gateway cannot tell.
 */
final class CrossOrigin implements Step {
  private static final Duration REMEMBERED = Duration.ofMinutes(30);

  private final CorsConfiguration rules = new CorsConfiguration();
  private final DefaultCorsProcessor processor = new DefaultCorsProcessor();

  CrossOrigin(List<String> origins) {
    rules.setAllowedOrigins(origins);
    rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    rules.setAllowedHeaders(
        List.of("Authorization", "Content-Type", "Accept", "Accept-Language", "Idempotency-Key"));
    rules.setExposedHeaders(List.of("Location", "Retry-After", "WWW-Authenticate"));
    rules.setMaxAge(REMEMBERED);
  }

  @Override
  public Mono<Void> pass(ServerWebExchange exchange, WebFilterChain next) {
    ServerHttpRequest request = exchange.getRequest();
    if (CorsUtils.isPreFlightRequest(request)) {
      boolean allowed = processor.process(rules, exchange);
      if (allowed) {
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
      }
      return exchange.getResponse().setComplete();
    }
    if (rules.checkOrigin(request.getHeaders().getOrigin()) != null) {
      processor.process(rules, exchange);
    } else {
      exchange.getResponse().getHeaders().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    return next.filter(exchange);
  }
}
