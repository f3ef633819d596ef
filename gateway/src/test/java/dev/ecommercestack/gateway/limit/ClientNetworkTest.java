package dev.ecommercestack.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientNetworkTest {
  @Test
  void mapsIpv6AddressesOfOneCustomerToOneNetwork() {
    assertThat(ClientNetwork.of("2001:db8:1:2:aaaa::1"))
        .isEqualTo(ClientNetwork.of("2001:db8:1:2:bbbb:cccc:dddd:2"))
        .isNotEqualTo(ClientNetwork.of("2001:db8:1:3:aaaa::1"));
    assertThat(ClientNetwork.of("203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(ClientNetwork.of("::ffff:203.0.113.9"))
        .isNotEqualTo(ClientNetwork.of("::ffff:203.0.113.8"));
    assertThat(ClientNetwork.of("unknown")).isEqualTo("unknown");
  }
}
