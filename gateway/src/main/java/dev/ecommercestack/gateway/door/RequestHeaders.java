package dev.ecommercestack.gateway.door;

import dev.ecommercestack.gateway.request.Client;
import dev.ecommercestack.gateway.request.Step;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Takes away what only machines of the stack may say, and remembers who the client is. X-Forwarded
 * headers are believed when a trusted proxy sent them.
 */
final class RequestHeaders implements Step {
  private static final List<String> PREFIXES =
      List.of("x-forwarded", "x-internal-", "x-user-", "x-original-", "x-envoy-", "x-b3-");
  private static final Set<String> NAMES =
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
          // No service speaks another protocol, and the gateway would switch before it asks one.
          "upgrade",
          "baggage",
          "b3");

  private final Networks trusted;

  RequestHeaders(Networks trusted) {
    this.trusted = trusted;
  }

  @Override
  public Mono<Void> pass(ServerWebExchange exchange, WebFilterChain next) {
    ServerHttpRequest request = exchange.getRequest();
    HttpHeaders sent = request.getHeaders();
    client(exchange, sent).mark(exchange);
    ServerHttpRequest cleaned =
        request
            .mutate()
            .headers(
                headers ->
                    List.copyOf(headers.headerNames()).stream()
                        .filter(RequestHeaders::isInternal)
                        .forEach(headers::remove))
            .build();
    return next.filter(exchange.mutate().request(cleaned).build());
  }

  private Client client(ServerWebExchange exchange, HttpHeaders sent) {
    String peer = Client.peer(exchange);
    if (!trusted.contains(peer)) {
      return new Client(peer, "http", host(sent));
    }
    return new Client(
        trusted.client(peer, sent.get("X-Forwarded-For")),
        first(sent, "X-Forwarded-Proto", "http"),
        first(sent, "X-Forwarded-Host", host(sent)));
  }

  static boolean isInternal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower) || PREFIXES.stream().anyMatch(lower::startsWith);
  }

  private static String first(HttpHeaders headers, String name, String otherwise) {
    String value = headers.getFirst(name);
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    int comma = value.indexOf(',');
    return (comma < 0 ? value : value.substring(0, comma)).strip();
  }

  private static String host(HttpHeaders headers) {
    InetSocketAddress host = headers.getHost();
    if (host == null) {
      return "";
    }
    return host.getPort() == 0 ? host.getHostString() : host.getHostString() + ":" + host.getPort();
  }
}
