package dev.ecommercestack.gateway.filter;

import dev.ecommercestack.gateway.request.ClientConnection;
import dev.ecommercestack.gateway.request.RequestFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Removes headers that only components of the stack may send, and stores the {@link
 * ClientConnection}. X-Forwarded headers are used only when a trusted proxy has sent them.
 */
final class RequestHeaderFilter implements RequestFilter {
  private static final List<String> INTERNAL_PREFIXES =
      List.of(
          "x-forwarded",
          "x-internal-",
          "x-user-",
          "x-original-",
          "x-envoy-",
          "x-b3-",
          // Netty's own, of requests in HTTP/2.
          "x-http2-");
  private static final Set<String> INTERNAL_NAMES =
      Set.of(
          "forwarded",
          "x-real-ip",
          "x-client-ip",
          "true-client-ip",
          "cf-connecting-ip",
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "x-rewrite-url",
          // No service supports another protocol, but the gateway would switch to it.
          "upgrade",
          // The gateway has answered it.
          "expect",
          "baggage",
          "b3");

  private final Supplier<TrustedProxies> trustedProxies;

  RequestHeaderFilter(Supplier<TrustedProxies> trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    clientConnection(exchange, request.getHeaders()).storeIn(exchange);
    List<String> internal = new ArrayList<>(2);
    request
        .getHeaders()
        .forEach(
            (name, _) -> {
              if (isInternal(name)) {
                internal.add(name);
              }
            });
    if (internal.isEmpty()) {
      return chain.filter(exchange);
    }
    ServerHttpRequest cleaned =
        request.mutate().headers(headers -> internal.forEach(headers::remove)).build();
    return chain.filter(exchange.mutate().request(cleaned).build());
  }

  private ClientConnection clientConnection(ServerWebExchange exchange, HttpHeaders headers) {
    String remoteAddress = ClientConnection.remoteAddress(exchange);
    // The connection has refused an invalid one already.
    String host = Objects.requireNonNullElse(headers.getFirst(HttpHeaders.HOST), "");
    TrustedProxies proxies = trustedProxies.get();
    if (!proxies.contains(remoteAddress)) {
      return new ClientConnection(remoteAddress, ClientConnection.scheme(exchange), host);
    }
    String forwardedHost = first(headers, "X-Forwarded-Host", "");
    return new ClientConnection(
        proxies.clientAddress(remoteAddress, headers.get("X-Forwarded-For")),
        first(headers, "X-Forwarded-Proto", ClientConnection.scheme(exchange)),
        forwardedHost.isEmpty() ? host : validHost(forwardedHost));
  }

  static boolean isInternal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (INTERNAL_NAMES.contains(lower)) {
      return true;
    }
    for (String prefix : INTERNAL_PREFIXES) {
      if (lower.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the part of a header before its first comma, or the default without one. */
  private static String first(HttpHeaders headers, String name, String defaultValue) {
    String value = headers.getFirst(name);
    if (value == null || value.isBlank()) {
      return defaultValue;
    }
    int comma = value.indexOf(',');
    return (comma < 0 ? value : value.substring(0, comma)).strip();
  }

  private static String validHost(String host) {
    if (!HostHeader.isValid(host)) {
      throw HostHeader.invalid();
    }
    return host;
  }
}
