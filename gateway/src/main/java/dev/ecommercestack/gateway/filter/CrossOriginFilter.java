package dev.ecommercestack.gateway.filter;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.RequestFilter;
import dev.ecommercestack.platform.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
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
 * Answers CORS requests of the allowed origins. A simple request of another origin is not refused,
 * only answered without CORS headers, so that the browser hides the response from the page. It may
 * come from the shop's own page: behind a proxy that terminates TLS the gateway does not know its
 * own origin.
 */
final class CrossOriginFilter implements RequestFilter {
  private static final Duration PREFLIGHT_MAX_AGE = Duration.ofMinutes(30);

  private final Supplier<CorsConfiguration> rules;
  private final DefaultCorsProcessor processor = new DefaultCorsProcessor();

  /**
   * @param rules the current rules
   */
  CrossOriginFilter(Supplier<CorsConfiguration> rules) {
    this.rules = rules;
  }

  /** Returns the rules for requests of some origins. */
  static CorsConfiguration rules(CrossOriginSettings settings) {
    CorsConfiguration rules = new CorsConfiguration();
    rules.setAllowedOrigins(settings.allowedOrigins());
    rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    rules.setAllowedHeaders(
        List.of(
            "Authorization",
            "Content-Type",
            "Accept",
            "Accept-Language",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match"));
    rules.setExposedHeaders(List.of("ETag", "Location", "Retry-After", "WWW-Authenticate"));
    rules.setMaxAge(PREFLIGHT_MAX_AGE);
    return rules;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    CorsConfiguration current = rules.get();
    if (CorsUtils.isPreFlightRequest(request)) {
      if (!processor.process(current, exchange)) {
        return Mono.error(rejected());
      }
      exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
      return exchange.getResponse().setComplete();
    }
    if (current.checkOrigin(request.getHeaders().getOrigin()) != null) {
      processor.process(current, exchange);
    } else {
      exchange.getResponse().getHeaders().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    return chain.filter(exchange);
  }

  private static GatewayProblemException rejected() {
    return new GatewayProblemException(
        ProblemCode.CORS_REJECTED,
        "The shop does not accept requests of this origin with this method and these headers"
            + " (CORS).");
  }
}
