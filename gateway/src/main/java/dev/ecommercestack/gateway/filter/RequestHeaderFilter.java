package dev.ecommercestack.gateway.filter;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.ClientConnection;
import dev.ecommercestack.gateway.request.RequestFilter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
      List.of("x-forwarded", "x-internal-", "x-user-", "x-original-", "x-envoy-", "x-b3-");
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
          "baggage",
          "b3");

  private static final Pattern VALID_HOST =
      Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{1,5}))?");
  private static final int MAX_PORT = 65_535;

  private final TrustedProxies trustedProxies;

  RequestHeaderFilter(TrustedProxies trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    clientConnection(exchange, request.getHeaders()).storeIn(exchange);
    ServerHttpRequest cleaned =
        request
            .mutate()
            .headers(
                headers ->
                    List.copyOf(headers.headerNames()).stream()
                        .filter(RequestHeaderFilter::isInternal)
                        .forEach(headers::remove))
            .build();
    return chain.filter(exchange.mutate().request(cleaned).build());
  }

  private ClientConnection clientConnection(ServerWebExchange exchange, HttpHeaders headers) {
    String remoteAddress = ClientConnection.remoteAddress(exchange);
    String host = host(headers);
    if (!trustedProxies.contains(remoteAddress)) {
      return new ClientConnection(remoteAddress, "http", host);
    }
    String forwardedHost = first(headers, "X-Forwarded-Host", "");
    return new ClientConnection(
        trustedProxies.clientAddress(remoteAddress, headers.get("X-Forwarded-For")),
        first(headers, "X-Forwarded-Proto", "http"),
        forwardedHost.isEmpty() ? host : validHost(forwardedHost));
  }

  static boolean isInternal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return INTERNAL_NAMES.contains(lower) || INTERNAL_PREFIXES.stream().anyMatch(lower::startsWith);
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

  /**
   * Returns the Host header of a request; empty without one.
   *
   * @throws GatewayProblemException 400 {@code bad_host} if there are several Host headers or one
   *     that is no valid host
   */
  private static String host(HttpHeaders headers) {
    List<String> hosts = headers.getOrDefault(HttpHeaders.HOST, List.of());
    return switch (hosts.size()) {
      case 0 -> "";
      case 1 -> validHost(hosts.getFirst());
      default -> throw badHost();
    };
  }

  private static String validHost(String host) {
    Matcher parts = VALID_HOST.matcher(host);
    if (!parts.matches() || (parts.group("port") != null && port(parts) > MAX_PORT)) {
      throw badHost();
    }
    return host;
  }

  private static int port(Matcher parts) {
    return Integer.parseInt(parts.group("port"));
  }

  private static GatewayProblemException badHost() {
    return new GatewayProblemException(
        HttpStatus.BAD_REQUEST,
        "bad_host",
        "Send one Host header with a name and, if needed, a port of up to 65535, for example"
            + " shop.example:8080.");
  }
}
