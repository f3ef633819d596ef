package dev.ecommercestack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ecommercestack.gateway.Gateway.Answer;
import dev.ecommercestack.testing.tokens.Issuer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the gateway takes over from a proxy that it trusts. */
class TrustedProxyIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void takesOverSchemeAndTrace() {
    Issuer issuer = new Issuer();
    try (StubService stub = StubService.start()) {
      stub.on("/.well-known/jwks.json", issuer.keySet());
      stub.on("/api/v1/products", "{}");
      List<String> settings = new ArrayList<>(Gateway.instances("user", stub));
      settings.addAll(Gateway.instances("product", stub));
      settings.add("spring.data.redis.port=1");
      settings.add("gateway.trusted-proxies=127.0.0.0/8,::1/128");
      try (Gateway gateway = Gateway.start(settings)) {
        Answer answer =
            gateway.send(
                gateway
                    .request("/api/v1/products")
                    .header("X-Forwarded-Proto", "https")
                    .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));
        assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
        assertThat(gateway.get("/api/v1/products").header("Strict-Transport-Security")).isEmpty();
        assertThat(stub.seen("/api/v1/products").getFirst().headers().getFirst("traceparent"))
            .startsWith("00-" + TRACE)
            .endsWith("-01")
            .doesNotContain("00f067aa0ba902b7");
      }
    }
  }
}
