package dev.ecommercestack.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.gateway.request.Client;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class RequestHeadersTest {
  private final RequestHeaders step = new RequestHeaders(Networks.of(List.of("10.0.0.0/8")));

  @Test
  void aTrustedProxyIsBelieved() {
    assertThat(passed("10.0.0.1")).isEqualTo(new Client("203.0.113.9", "https", "shop.example"));
  }

  @Test
  void nobodyElseIs() {
    assertThat(passed("198.51.100.1"))
        .isEqualTo(new Client("198.51.100.1", "http", "gateway:8080"));
  }

  @Test
  void acceptsTrustedProxyWithoutHost() {
    MockServerWebExchange exchange =
        MockServerWebExchange.from(
            MockServerHttpRequest.get("/api/v1/home")
                .remoteAddress(new InetSocketAddress("10.0.0.1", 1234)));
    step.pass(exchange, _ -> Mono.empty()).block();
    assertThat(Client.of(exchange)).isEqualTo(new Client("10.0.0.1", "http", ""));
  }

  private Client passed(String peer) {
    MockServerWebExchange exchange =
        MockServerWebExchange.from(
            MockServerHttpRequest.get("http://gateway:8080/api/v1/home")
                .remoteAddress(new InetSocketAddress(peer, 1234))
                .header("Host", "gateway:8080")
                .header("X-Forwarded-For", "6.6.6.6, 203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "shop.example"));
    step.pass(exchange, _ -> Mono.empty()).block();
    return Client.of(exchange);
  }
}
