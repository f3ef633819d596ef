package dev.ecommercestack.user.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNetworkTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.0/24",
    "203.0.113.255, 203.0.113.0/24",
    "::ffff:203.0.113.7, 203.0.113.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0/48",
    "2001:db8:1:ffff::9, 2001:db8:1:0:0:0:0:0/48"
  })
  void groupsPublicAddresses(String address, String network) {
    assertThat(ClientNetwork.of(address)).isEqualTo(new ClientNetwork(network, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.244.0.1",
        "172.18.0.2",
        "192.168.1.9",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.1.1",
        "0.0.0.0",
        "::1",
        "fe80::1",
        "fd00::1",
        "unknown",
        ""
      })
  void takesPrivateAddressesAndOtherTextForNoClients(String address) {
    assertThat(ClientNetwork.of(address).isPublic()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"100.63.255.255", "100.128.0.0", "172.32.0.1", "11.0.0.1", "2600::1"})
  void takesTheirNeighboursForClients(String address) {
    assertThat(ClientNetwork.of(address).isPublic()).isTrue();
  }
}
