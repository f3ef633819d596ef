package dev.ecommercestack.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.gateway.request.ClientConnection;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class RequestHeaderFilterTest {
  private final RequestHeaderFilter filter =
      new RequestHeaderFilter(() -> TrustedProxies.of(List.of("10.0.0.0/8")));

  @Test
  void usesForwardedHeadersOfTrustedProxy() {
    assertThat(passed("10.0.0.1"))
        .isEqualTo(new ClientConnection("203.0.113.9", "https", "shop.example"));
  }

  @Test
  void ignoresForwardedHeadersOfOtherClients() {
    assertThat(passed("198.51.100.1"))
        .isEqualTo(new ClientConnection("198.51.100.1", "http", "gateway:8080"));
  }

  @Test
  void acceptsTrustedProxyWithoutHost() {
    MockServerWebExchange exchange =
        MockServerWebExchange.from(
            MockServerHttpRequest.get("/api/v1/home")
                .remoteAddress(new InetSocketAddress("10.0.0.1", 1234)));
    filter.filter(exchange, _ -> Mono.empty()).block();
    assertThat(ClientConnection.of(exchange))
        .isEqualTo(new ClientConnection("10.0.0.1", "http", ""));
  }

  private ClientConnection passed(String remoteAddress) {
    MockServerWebExchange exchange =
        MockServerWebExchange.from(
            MockServerHttpRequest.get("http://gateway:8080/api/v1/home")
                .remoteAddress(new InetSocketAddress(remoteAddress, 1234))
                .header("Host", "gateway:8080")
                .header("X-Forwarded-For", "6.6.6.6, 203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "shop.example"));
    filter.filter(exchange, _ -> Mono.empty()).block();
    return ClientConnection.of(exchange);
  }
}
