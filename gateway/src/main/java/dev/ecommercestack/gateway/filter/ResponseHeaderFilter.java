package dev.ecommercestack.gateway.filter;

import dev.ecommercestack.gateway.request.ClientConnection;
import dev.ecommercestack.gateway.request.RequestFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Adds security headers to every response, HSTS to those over HTTPS, and Vary to those that may be
 * compressed. A Content-Security-Policy of the response itself is kept.
 */
public final class ResponseHeaderFilter implements RequestFilter {
  /** A header that every response of the filter chain has. */
  public static final String CONTENT_TYPE_OPTIONS = "X-Content-Type-Options";

  private static final String STRICT_TRANSPORT_SECURITY = "Strict-Transport-Security";

  /** Without includeSubDomains: the shop does not decide for the other hosts of a domain. */
  private static final String ONE_YEAR = "max-age=31536000";

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    exchange
        .getResponse()
        .beforeCommit(
            () -> {
              HttpHeaders headers = exchange.getResponse().getHeaders();
              addSecurityHeaders(headers);
              if (ClientConnection.of(exchange).secure()) {
                headers.set(STRICT_TRANSPORT_SECURITY, ONE_YEAR);
              }
              addVary(headers, exchange.getRequest().getURI().getRawPath());
              return Mono.empty();
            });
    return chain.filter(exchange);
  }

  /** Adds the security headers to those of a response. */
  public static void addSecurityHeaders(HttpHeaders headers) {
    headers.set(CONTENT_TYPE_OPTIONS, "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.remove("X-XSS-Protection");
    headers.remove("Server");
    if (!headers.containsHeader("Content-Security-Policy")) {
      headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
  }

  private static void addVary(HttpHeaders headers, String path) {
    if (ResponseCompression.mayApply(path, headers.getFirst(HttpHeaders.CONTENT_TYPE))
        && !headers.getVary().contains(HttpHeaders.ACCEPT_ENCODING)) {
      headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
  }
}
