package dev.ecommercestack.gateway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GatewaySettingsTest {
  @Test
  void rejectsRateLimitBelowOneOrBurstBelowRate() {
    assertThatThrownBy(() -> new GatewaySettings.RateLimit(10, 5))
        .hasMessageContaining("gateway.ratelimit.burst is 5")
        .hasMessageContaining("10");
    assertThatThrownBy(() -> new GatewaySettings.RateLimit(0, 5))
        .hasMessageContaining("requests-per-second is 0");
  }
}
