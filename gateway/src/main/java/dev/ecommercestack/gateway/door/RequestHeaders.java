package dev.ecommercestack.gateway.door;

import dev.ecommercestack.gateway.problem.GatewayProblemException;
import dev.ecommercestack.gateway.request.Client;
import dev.ecommercestack.gateway.request.Step;
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

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{1,5}))?");
  private static final int HIGHEST_PORT = 65_535;

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
    String host = host(sent);
    if (!trusted.contains(peer)) {
      return new Client(peer, "http", host);
    }
    String forwarded = first(sent, "X-Forwarded-Host", "");
    return new Client(
        trusted.client(peer, sent.get("X-Forwarded-For")),
        first(sent, "X-Forwarded-Proto", "http"),
        forwarded.isEmpty() ? host : plainHost(forwarded));
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

  /**
   * Returns the Host header of a request; empty without one.
   *
   * @throws GatewayProblemException 400 {@code bad_host} if there are several, or if it is none
   */
  private static String host(HttpHeaders headers) {
    List<String> hosts = headers.getOrDefault(HttpHeaders.HOST, List.of());
    return switch (hosts.size()) {
      case 0 -> "";
      case 1 -> plainHost(hosts.getFirst());
      default -> throw badHost();
    };
  }

  private static String plainHost(String host) {
    Matcher parts = HOST.matcher(host);
    if (!parts.matches() || (parts.group("port") != null && port(parts) > HIGHEST_PORT)) {
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
