package dev.ecommercestack.gateway.limit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ecommercestack.gateway.limit.RateLimitSettings.Rate;
import org.junit.jupiter.api.Test;

class RateLimitSettingsTest {
  @Test
  void rejectsRateBelowOneOrBurstBelowRateOfSecond() {
    assertThatThrownBy(() -> new Rate(0, 5))
        .hasMessageContaining("requests-per-minute is 0")
        .hasMessageContaining("gateway.rate-limits.enabled=false");
    assertThatThrownBy(() -> new Rate(10, 0)).hasMessageContaining("burst is 0");
    assertThatThrownBy(() -> new Rate(1200, 19))
        .hasMessageContaining("burst is 19")
        .hasMessageContaining("1200");
  }
}
