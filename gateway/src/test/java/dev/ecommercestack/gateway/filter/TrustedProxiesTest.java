package dev.ecommercestack.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {
  private final TrustedProxies proxies =
      TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8"));

  @Test
  void containsAddressesOfItsNetworks() {
    assertThat(proxies.contains("10.255.0.1")).isTrue();
    assertThat(proxies.contains("192.0.2.7")).isTrue();
    assertThat(proxies.contains("fd12::1")).isTrue();
    assertThat(proxies.contains("11.0.0.1")).isFalse();
    assertThat(proxies.contains("192.0.2.8")).isFalse();
    assertThat(proxies.contains("unknown")).isFalse();
  }

  @Test
  void findsLastAddressThatIsNoTrustedProxy() {
    assertThat(proxies.clientAddress("10.0.0.1", List.of("6.6.6.6, 203.0.113.9, 10.0.0.2")))
        .isEqualTo("203.0.113.9");
    assertThat(proxies.clientAddress("10.0.0.1", List.of("6.6.6.6", "203.0.113.9")))
        .isEqualTo("203.0.113.9");
    assertThat(proxies.clientAddress("10.0.0.1", null)).isEqualTo("10.0.0.1");
    assertThat(proxies.clientAddress("10.0.0.1", List.of("203.0.113.9, <script>")))
        .isEqualTo("10.0.0.1");
  }

  @Test
  void rejectsEntryThatIsNoNetwork() {
    assertThatThrownBy(() -> TrustedProxies.of(List.of("10.0.0.0/33")))
        .hasMessageContaining("10.0.0.0/33");
    assertThatThrownBy(() -> TrustedProxies.of(List.of("proxy"))).hasMessageContaining("proxy");
  }
}
